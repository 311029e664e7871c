package io.prompttuner.store.tensor;

/** bfloat16: the upper 16 bits of a float. Widening is exact, narrowing rounds to the nearest, ties to even. */
final class BrainFloat {

    private static final short QUIET_NAN = 0x7fc0;

    private BrainFloat() {}

    static float toFloat(short brain) {
        return Float.intBitsToFloat(brain << 16);
    }

    static short fromFloat(float value) {
        if (Float.isNaN(value)) {
            return QUIET_NAN;
        }
        int bits = Float.floatToRawIntBits(value);
        int toEven = (bits >>> 16) & 1;
        return (short) ((bits + 0x7fff + toEven) >>> 16);
    }
}
