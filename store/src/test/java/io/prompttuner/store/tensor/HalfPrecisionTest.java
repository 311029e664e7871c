package io.prompttuner.store.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {

    @ParameterizedTest
    @CsvSource({
        "0000, 0.0",
        "8000, -0.0",
        "3c00, 1.0",
        "c000, -2.0",
        "7bff, 65504.0",
        "0001, 5.9604645E-8",
        "0400, 6.1035156E-5",
        "7c00, Infinity",
        "fc00, -Infinity",
        "3555, 0.33325195"
    })
    void widensTheExamplesOfTheStandard(String half, float expected) {
        assertThat(HalfPrecision.toFloat((short) Integer.parseInt(half, 16))).isEqualTo(expected);
    }

    @Test
    void everyHalfSurvivesTheRoundTrip() {
        for (int half = 0; half <= 0xffff; half++) {
            float wide = HalfPrecision.toFloat((short) half);
            int back = HalfPrecision.fromFloat(wide) & 0xffff;

            assertThat(Float.isNaN(wide) ? isNan(back) : back == half)
                    .as(Integer.toHexString(half))
                    .isTrue();
        }
    }

    @Test
    void narrowsToTheNearestAndTiesToEven() {
        for (int half = 0; half < 0x7bff; half++) {
            double low = HalfPrecision.toFloat((short) half);
            double high = HalfPrecision.toFloat((short) (half + 1));
            float middle = (float) ((low + high) / 2);
            int even = half % 2 == 0 ? half : half + 1;

            assertThat(HalfPrecision.fromFloat(Math.nextDown(middle))).isEqualTo((short) half);
            assertThat(HalfPrecision.fromFloat(middle)).isEqualTo((short) even);
            assertThat(HalfPrecision.fromFloat(Math.nextUp(middle))).isEqualTo((short) (half + 1));
        }
    }

    @Test
    void whatIsTooLargeBecomesInfinite() {
        assertThat(HalfPrecision.fromFloat(65519.99f)).isEqualTo((short) 0x7bff);
        assertThat(HalfPrecision.fromFloat(65520f)).isEqualTo((short) 0x7c00);
        assertThat(HalfPrecision.fromFloat(-Float.MAX_VALUE)).isEqualTo((short) 0xfc00);
    }

    private static boolean isNan(int half) {
        return (half & 0x7c00) == 0x7c00 && (half & 0x3ff) != 0;
    }
}
