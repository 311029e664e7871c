package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GreedyAnswerTest {

    private static final int END = 9;
    private static final float[] PROMPT = {0, 0};

    private final CountingModel model = new CountingModel();
    private final GreedyAnswer greedy = new GreedyAnswer(model, END);

    @Test
    void rowsAnswerSideBySideAsEachDoesAlone() {
        List<int[]> inputs = List.of(new int[] {6}, new int[] {1, 2, 3}, new int[] {8}, new int[] {50, 5});

        List<int[]> answers = greedy.to(inputs, PROMPT, 5);

        assertThat(answers)
                .containsExactly(new int[] {7, 8}, new int[] {4, 5, 6, 7, 8}, new int[0], new int[] {6, 7, 8});
        for (int row = 0; row < inputs.size(); row++) {
            assertThat(answers.get(row)).containsExactly(greedy.to(inputs.get(row), PROMPT, 5));
        }
    }

    @Test
    void takesOnePredictionATokenOfTheRowsThatHaveNotEnded() {
        greedy.to(List.of(new int[] {6}, new int[] {1, 2, 3}, new int[] {8}), PROMPT, 5);

        assertThat(model.predictions).isEqualTo(5);
        assertThat(model.rows).isEqualTo(3 + 2 + 2 + 1 + 1);
    }

    @Test
    void endsAnAnswerWhereTheModelHasNoRoomForMore() {
        int[] full = new int[10];
        int[] lengthy = new int[13];

        List<int[]> answers = greedy.to(List.of(new int[] {20}, full, lengthy), PROMPT, 99);

        assertThat(answers.get(0)).hasSize(10);
        assertThat(answers.get(1)).hasSize(1);
        assertThat(answers.get(2)).isEmpty();
    }
}
