package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AdamWTest {

    @Test
    void firstStepMovesEveryNumberByTheLearningRateAgainstItsGradient() {
        var after = new AdamW(0.01, AdamW.LONG_MEMORY, 0)
                .step(AdamState.start(new float[] {1, 1, 1}), new float[] {5, -0.001f, 0});

        assertThat(after.values()[0]).isCloseTo(0.99f, within(1e-6f));
        assertThat(after.values()[1]).isCloseTo(1.01f, within(1e-6f));
        assertThat(after.values()[2]).isEqualTo(1f);
        assertThat(after.step()).isEqualTo(1);
    }

    @Test
    void decaysTowardsZeroApartFromTheGradient() {
        var after = new AdamW(0.1, AdamW.LONG_MEMORY, 0.5).step(AdamState.start(new float[] {2}), new float[] {0});

        assertThat(after.values()[0]).isCloseTo(2 * (1 - 0.1f * 0.5f), within(1e-6f));
    }

    @Test
    void followsThePublishedAlgorithm() {
        var random = new Random(3);
        var optimiser = new AdamW(0.003, AdamW.LONG_MEMORY, 0.01);
        var state = AdamState.start(new float[] {0.5f});
        double w = 0.5;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 200; t++) {
            double g = random.nextGaussian();
            state = optimiser.step(state, new float[] {(float) g});
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double direction = m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            w = w - 0.003 * (direction + 0.01 * w);
        }
        assertThat((double) state.values()[0]).isCloseTo(w, within(1e-5));
    }

    @Test
    void leavesTheStateItStartsFromAlone() {
        var before = AdamState.start(new float[] {1, 2});

        new AdamW(0.1, AdamW.LONG_MEMORY, 0.1).step(before, new float[] {1, 1});

        assertThat(before.values()).containsExactly(1, 2);
        assertThat(before.mean()).containsExactly(0, 0);
        assertThat(before.square()).containsExactly(0, 0);
    }
}
