package io.prompttuner.store.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BrainFloatTest {

    private static final int ONE_UNIT = 0x10000;

    @Test
    void noNeighbourIsNearer() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double value = random.nextDouble(-1e6, 1e6);
            float narrow = BrainFloat.toFloat(BrainFloat.fromFloat((float) value));
            int bits = Float.floatToRawIntBits(narrow);
            double error = Math.abs((float) value - (double) narrow);

            assertThat(distance((float) value, bits + ONE_UNIT)).isGreaterThanOrEqualTo(error);
            assertThat(distance((float) value, bits - ONE_UNIT)).isGreaterThanOrEqualTo(error);
        }
    }

    @Test
    void everyBrainFloatSurvivesTheRoundTrip() {
        for (int brain = 0; brain <= 0xffff; brain++) {
            float wide = BrainFloat.toFloat((short) brain);
            short back = BrainFloat.fromFloat(wide);

            assertThat(Float.isNaN(wide) ? Float.isNaN(BrainFloat.toFloat(back)) : back == (short) brain)
                    .as(Integer.toHexString(brain))
                    .isTrue();
        }
    }

    @Test
    void tiesGoToTheEvenOne() {
        assertThat(BrainFloat.fromFloat(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
        assertThat(BrainFloat.fromFloat(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
    }

    private static double distance(float value, int bits) {
        return Math.abs(value - (double) Float.intBitsToFloat(bits));
    }
}
