package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GradientTest {

    @Test
    void isScaledDownToTheNormItMayHave() {
        var gradient = new Gradient(new float[] {30, 40}, 1, 10);

        assertThat(gradient.norm()).isCloseTo(5, within(1e-12));
        assertThat(gradient.clippedMean(1)).containsExactly(0.6f, 0.8f);
        assertThat(gradient.clippedMean(100)).containsExactly(3f, 4f);
    }

    @Test
    void staysZeroWhenItIsZero() {
        assertThat(new Gradient(new float[2], 0, 3).clippedMean(1)).containsExactly(0, 0);
    }

    @Test
    void isFiniteOnlyIfAllOfItIs() {
        assertThat(new Gradient(new float[] {1, 2}, 3, 1).finite()).isTrue();
        assertThat(new Gradient(new float[] {1, Float.NaN}, 3, 1).finite()).isFalse();
        assertThat(new Gradient(new float[] {1, 2}, Double.POSITIVE_INFINITY, 1).finite())
                .isFalse();
    }
}
