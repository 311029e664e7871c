package io.prompttuner.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.model.RopeScaling.Dynamic;
import io.prompttuner.trainer.model.RopeScaling.Linear;
import io.prompttuner.trainer.model.RopeScaling.Llama3;
import io.prompttuner.trainer.model.RopeScaling.LongRope;
import io.prompttuner.trainer.model.RopeScaling.None;
import io.prompttuner.trainer.model.RopeScaling.Yarn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand for heads of width 8 and base 10,000, whose plain frequencies are 1, 0.1, 0.01 and 0.001. */
class RopeScalingTest {

    @Test
    void plainFrequenciesAreAGeometricSeries() {
        assertFrequencies(new None(), 1, 0.1, 0.01, 0.001);
        assertThat(new None().magnitude()).isEqualTo(1);
    }

    @Test
    void linearDividesAllAlike() {
        assertFrequencies(new Linear(4), 0.25, 0.025, 0.0025, 0.00025);
    }

    @Test
    void dynamicIsPlainUpToTheOriginalLengthAndEndsThere() {
        assertFrequencies(new Dynamic(2048), 1, 0.1, 0.01, 0.001);
        assertThat(new Dynamic(2048).positions(8192)).isEqualTo(2048);
        assertThat(new Dynamic(2048).positions(1024)).isEqualTo(1024);
    }

    /**
     * Turns within 1,257 positions: 200.06, 20.006, 2.000577, 0.2. The third lies 1.000577 / 3 = 0.3335258 of the way
     * from 1 to 4, so that it is 0.6664742 * 0.00125 + 0.3335258 * 0.01.
     */
    @Test
    void llama3KeepsShortWavesSqueezesLongOnesAndMixesBetween() {
        assertFrequencies(new Llama3(8, 1, 4, 1257), 1, 0.1, 0.00416835, 0.000125);
    }

    /**
     * The ramp runs between the pairs that turn 32 times and once within 1,000 positions: 8 ln(1000 / 64 pi) / 2 ln(10000)
     * = 0.697, rounded down to 0, and 2.202, rounded up to 3. So 0, 1/3, 2/3 and all of each is divided by 4.
     */
    @Test
    void yarnSqueezesByARampOverThePairs() {
        var yarn = new Yarn(4, 1000, 32, 1, true, Yarn.magnitude(4, 1));

        assertFrequencies(yarn, 1, 0.075, 0.005, 0.00025);
        assertThat(yarn.magnitude()).isCloseTo(1.1386294361, within(1e-9)); // 0.1 ln 4 + 1
        assertThat(Yarn.magnitude(0.5, 1)).isEqualTo(1);
    }

    /** From 0.69667 to 2.20182: a ramp of 0, 0.201528, 0.865914, 1. */
    @Test
    void yarnRampsFromWhereItFallsIfItIsNotRounded() {
        assertFrequencies(new Yarn(4, 1000, 32, 1, false, 1), 1, 0.0848854, 0.00350565, 0.00025);
    }

    @Test
    void longRopeDividesEachPairByItsOwnNumberUpToTheOriginalLength() {
        var scaling = new LongRope(List.of(1.0, 2.0, 4.0, 8.0), 4096, LongRope.magnitude(32, 4096));

        assertFrequencies(scaling, 1, 0.05, 0.0025, 0.000125);
        assertThat(scaling.magnitude()).isCloseTo(Math.sqrt(17.0 / 12), within(1e-12)); // 32 = 2^5, 4096 = 2^12
        assertThat(scaling.positions(131_072)).isEqualTo(4096);
    }

    @Test
    void tablesHoldTheAnglesOfEveryPosition() {
        List<Tensor> tables = RotaryTables.of(TestModels.LLAMA_WITH_ALL);
        double[] frequencies = TestModels.LLAMA_WITH_ALL.rope().frequencies(12);

        assertThat(tables).extracting(Tensor::shape).containsExactly(Shape.of(64, 6), Shape.of(64, 6));
        for (int position : new int[] {0, 1, 17, 63}) {
            for (int pair = 0; pair < 6; pair++) {
                double angle = position * frequencies[pair];
                int at = position * 6 + pair;
                assertThat((double) tables.get(0).values()[at]).isCloseTo(1.25 * Math.cos(angle), within(1e-7));
                assertThat((double) tables.get(1).values()[at]).isCloseTo(1.25 * Math.sin(angle), within(1e-7));
            }
        }
    }

    private static void assertFrequencies(RopeScaling scaling, double... expected) {
        double[] found = new Rope(10_000, scaling).frequencies(8);
        assertThat(found).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(2e-6 * expected[i]));
        }
    }
}
