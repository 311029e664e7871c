package io.prompttuner.bank.prompt;

import static io.prompttuner.bank.Documents.evaluation;
import static io.prompttuner.bank.Documents.job;
import static io.prompttuner.bank.Documents.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {

    private final Map<String, Effect> effects = new HashMap<>();
    private final List<Neighbour> neighbours = new ArrayList<>();

    @Test
    void prefersTheMoreSimilarTask() {
        near("a", "emotion/park", 0.6);
        near("b", "emotion/street", 0.9);

        assertThat(ranked(2)).containsExactly("b", "a");
    }

    @Test
    void experienceOutweighsALittleSimilarity() {
        near("a", "emotion/park", 0.80);
        near("b", "emotion/street", 0.85);
        effects.put(prompt("a"), new Effect(6, 6, 0.7, 400));

        assertThat(ranked(1)).containsExactly("a");
    }

    @Test
    void oneLuckyUseDoesNotOutweighMuchSimilarity() {
        near("a", "emotion/park", 0.6);
        near("b", "emotion/street", 0.9);
        effects.put(prompt("a"), new Effect(1, 1, 0.9, 90));

        assertThat(ranked(1)).containsExactly("b");
    }

    @Test
    void aNovelTaskGetsNothing() {
        near("a", "emotion/park", 0.2);

        assertThat(ranked(3)).isEmpty();
    }

    @Test
    void aPromptThatDidHarmOftenEnoughRetires() {
        near("a", "emotion/park", 0.9);
        effects.put(prompt("a"), new Effect(2, 2, -0.5, -100));
        assertThat(ranked(1)).containsExactly("a");

        effects.put(prompt("a"), new Effect(3, 3, -0.5, -150));
        assertThat(ranked(1)).isEmpty();
    }

    @Test
    void proposesEachTaskOnce() {
        near("a", "emotion/park", 0.9);
        near("b", "emotion/park", 0.9);
        near("c", "emotion/street", 0.5);

        assertThat(ranked(3)).containsExactly("a", "c");
    }

    @Test
    void aPromptThatWasOnlyEvaluatedIsRankedBySimilarity() {
        evaluated("e", "brought", "emotion/street", 0.9);
        near("a", "emotion/park", 0.8);

        assertThat(ranked(2)).containsExactly("e", "a");
    }

    @Test
    void itsUsesCountAsAnybodyElses() {
        evaluated("e", "brought", "emotion/street", 0.9);
        near("a", "emotion/park", 0.9);
        effects.put("brought", new Effect(2, 2, -0.5, -100));
        assertThat(ranked(2)).containsExactly("a", "e");

        effects.put("brought", new Effect(3, 3, -0.5, -150));
        assertThat(ranked(2)).containsExactly("a");
    }

    @Test
    void onTheSameTaskAPromptThatWasTunedForItComesFirst() {
        evaluated("e", "brought", "emotion/street", 0.9);
        near("z", "emotion/street", 0.9);

        assertThat(ranked(2)).containsExactly("z");
    }

    @Test
    void aPromptThatWasEvaluatedOnSeveralTasksIsProposedOnce() {
        evaluated("e1", "brought", "emotion/street", 0.9);
        evaluated("e2", "brought", "emotion/park", 0.8);
        near("b", "emotion/park", 0.7);

        assertThat(ranked(3)).containsExactly("e1", "b");
    }

    @Test
    void theOrderOfNeighboursChangesNothing() {
        for (int i = 0; i < 12; i++) {
            near("job" + i, "task" + i % 5, 0.4 + 0.05 * (i % 7));
            effects.put(prompt("job" + i), new Effect(i, i % 4, 0.1 * (i % 3), 0));
        }
        List<String> expected = ranked(3);
        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(neighbours, new Random(seed));
            assertThat(ranked(3)).isEqualTo(expected);
        }
    }

    private void near(String job, String task, double similarity) {
        neighbours.add(new Neighbour(job(job).on(task, 1, 0).document(), similarity));
    }

    private void evaluated(String job, String prompt, String task, double similarity) {
        neighbours.add(new Neighbour(evaluation(job, prompt).on(task, 1, 0).document(), similarity));
    }

    private List<String> ranked(int k) {
        return Ranking.DEFAULT.rank(neighbours, prompt -> effects.getOrDefault(prompt, Effect.UNUSED), k).stream()
                .map(candidate -> candidate.prompt().job())
                .toList();
    }
}
