package io.prompttuner.store.tensor;

/**
 * IEEE 754-2008 binary16: 1 sign bit, 5 exponent bits with bias 15, 10 fraction bits. Widening is exact, narrowing rounds
 * to the nearest, ties to even. (JDK 20 and later have this in {@code Float}.)
 */
final class HalfPrecision {

    /** One unit of the last place of a subnormal half: 2^-24. */
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private static final float SMALLEST_NORMAL = 0x1p-14f;

    /** Halfway between the largest half, 65504, and what would come next: from here on it is infinity. */
    private static final float FIRST_INFINITE = 65520f;

    private static final int INFINITY = 0x7c00;
    private static final int QUIET_NAN = 0x7e00;

    /** A float has 13 more fraction bits than a half. */
    private static final int DROPPED_BITS = 13;

    private static final int BIAS_DIFFERENCE = 127 - 15;

    private HalfPrecision() {}

    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * SUBNORMAL_UNIT));
        }
        int wide = exponent == 0x1f ? 0xff : exponent + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | (wide << 23) | (fraction << DROPPED_BITS));
    }

    static short fromFloat(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
        return (short) (sign | magnitude(Math.abs(value)));
    }

    private static int magnitude(float value) {
        if (Float.isNaN(value)) {
            return QUIET_NAN;
        }
        if (value >= FIRST_INFINITE) {
            return INFINITY;
        }
        if (value < SMALLEST_NORMAL) {
            return (int) Math.rint(value / (double) SUBNORMAL_UNIT);
        }
        int bits = Float.floatToRawIntBits(value) - (BIAS_DIFFERENCE << 23);
        int toEven = (bits >>> DROPPED_BITS) & 1;
        return (bits + (1 << (DROPPED_BITS - 1)) - 1 + toEven) >>> DROPPED_BITS;
    }
}
