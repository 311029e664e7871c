package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.tuning.Scores.AnswerSums;
import io.prompttuner.trainer.tuning.Scores.Score;
import io.prompttuner.wire.event.AnswerScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerExamTest {

    private static final int END = 9;
    private static final float[] PROMPT = {0, 0};

    private final CountingModel model = new CountingModel();
    private final GreedyAnswer greedy = new GreedyAnswer(model, END);

    @Test
    void judgesAgainstTargetsWithoutTheirClosingTokenUpToTwiceTheLongest() {
        var seen = new ArrayList<String>();
        var task = new EncodedTask(
                List.of(new TokenExample(new int[] {1}, new int[] {2})),
                List.of(
                        new TokenExample(new int[] {7}, new int[] {8, END}),
                        new TokenExample(new int[] {20}, new int[] {21})));
        var exam = AnswerExam.of(task, greedy, (answer, target) -> {
            seen.add(Arrays.toString(answer) + " for " + Arrays.toString(target));
            return new AnswerScore(0.25, answer.length);
        });

        var found = new Tuner(model, task, TuningSettings.defaults(), Crew.alone(), exam).evaluate(PROMPT);

        assertThat(seen).containsExactly("[8] for [8]", "[21, 22, 23, 24] for [21]");
        assertThat(found.answers()).isEqualTo(new AnswerScore(0.25, 2.5));
        assertThat(found.accuracy()).isEqualTo(1);
    }

    @Test
    void isNotTakenAtAGlance() {
        var task = new EncodedTask(
                List.of(new TokenExample(new int[] {1}, new int[] {2})),
                List.of(new TokenExample(new int[] {1}, new int[] {2})));
        var exam = AnswerExam.of(task, greedy, (answer, target) -> new AnswerScore(1, 1));
        var tuner = new Tuner(model, task, TuningSettings.defaults(), Crew.alone(), exam);

        assertThat(tuner.glance(PROMPT, 16)).isEqualTo(new Evaluation(0, 1));
        assertThat(model.predictions).isEqualTo(1);
    }

    @Test
    void addsUpFromTheFirstBatchToTheLastWhoeverComputedThem() {
        List<Score> batches = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            batches.add(new Score(1 / 3d, 1, 0, new AnswerSums(1 / (double) i, Math.exp(-i))));
        }
        var whole = new Scores(batches).evaluation(7);

        for (int cut = 1; cut < 7; cut++) {
            var left = new Scores(batches.subList(0, cut));
            var right = new Scores(batches.subList(cut, 7));
            assertThat(left.plus(right).evaluation(7)).isEqualTo(whole);
        }
        assertThat(whole.answers()).isNotNull();
    }

    @Test
    void saysNothingOfAnswersIfABatchHasNone() {
        var scores = new Scores(List.of(new Score(1, 1, 1, new AnswerSums(1, 1)), new Score(1, 1, 1, null)));

        assertThat(scores.evaluation(2)).isEqualTo(new Evaluation(1, 1));
    }
}
