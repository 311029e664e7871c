package io.prompttuner.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void isStudentsInterval() {
        Estimate estimate = Estimate.of(2, 4, 4, 6); // variance 8/3, error sqrt(8/3/4), t of 3 degrees 3.182

        assertThat(estimate.mean()).isEqualTo(4);
        assertThat(estimate.half()).isCloseTo(3.182 * Math.sqrt(2.0 / 3), within(1e-12));
    }

    @Test
    void holdsTheTrueMeanNineteenTimesOfTwenty() {
        var chance = new SplittableRandom(7);
        int held = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            double[] sample = chance.doubles(20).toArray();
            Estimate estimate = Estimate.of(sample);
            held += Math.abs(estimate.mean() - 0.5) <= estimate.half() ? 1 : 0;
        }
        assertThat(held / 2_000.0).isCloseTo(0.95, within(0.015));
    }

    @Test
    void pairingTakesOutWhatBothShare() {
        double[] one = {10, 20, 30, 41};
        double[] other = {9, 19, 29, 40};

        assertThat(Estimate.ofDifferences(one, other)).isEqualTo(new Estimate(1, 0, 4));
        assertThat(Estimate.of(one).half()).isGreaterThan(15);
        assertThatThrownBy(() -> Estimate.ofDifferences(one, new double[3])).hasMessage("4 values beside 3");
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(Estimate.of(5)).isEqualTo(new Estimate(5, 0, 1));
        assertThat(Estimate.of()).isEqualTo(new Estimate(0, 0, 0));
    }
}
