package io.prompttuner.simulator.cluster;

/** Chance without a state: a number that looks random, from numbers (the finaliser of SplitMix64, Steele et al. 2014). */
final class Mixed {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private Mixed() {}

    static long of(long value) {
        long z = value + GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** In [0, 1). */
    static double unit(long seed, long number) {
        return (of(seed ^ of(number)) >>> 11) * UNIT;
    }
}
