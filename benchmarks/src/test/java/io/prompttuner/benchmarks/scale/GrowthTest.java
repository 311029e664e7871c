package io.prompttuner.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

    @Test
    void linearGrowthHasExponentOne() {
        var growth = new Growth("fifo", SIZES, List.of(0.2, 2.0, 20.0));

        assertThat(growth.exponent()).isEqualTo(1, within(1e-9));
        assertThat(growth.row()).isEqualTo("| `fifo` | 0.20 | 2.00 | 20.00 | 1.00 |");
    }

    @Test
    void quadraticGrowthHasExponentTwo() {
        assertThat(new Growth("fifo", SIZES, List.of(0.01, 1.0, 100.0)).exponent())
                .isEqualTo(2, within(1e-9));
    }

    @Test
    void thePictureHasALineForEachPolicy() {
        var growths = List.of(
                new Growth("fifo", SIZES, List.of(0.2, 2.0, 20.0)), new Growth("edf", SIZES, List.of(0.3, 3.0, 30.0)));

        assertThat(GrowthPlot.of(growths))
                .containsOnlyOnce(">fifo<")
                .containsOnlyOnce(">edf<")
                .contains(">1,000<", ">100,000<", ">0.1<", ">100<");
    }
}
