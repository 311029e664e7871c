package io.prompttuner.policies.elasticflow;

import java.util.Arrays;

/** The workers that one job has in each slot of the plan ahead. */
final class Share {

    private final int[] levels;
    private final int slots;
    private final boolean steady;

    private Share(int[] levels, int slots, boolean steady) {
        this.levels = levels;
        this.slots = slots;
        this.steady = steady;
    }

    /** The same number from now until it is done in the last of so many slots. */
    static Share steady(int level, int slots) {
        int[] levels = new int[slots];
        Arrays.fill(levels, level);
        return new Share(levels, slots, true);
    }

    /** A different number in each slot; the array is not copied. */
    static Share filled(int[] levels, int slots) {
        return new Share(levels, slots, false);
    }

    int slots() {
        return slots;
    }

    int level(int slot) {
        return levels[slot];
    }

    /** Whether it is one number from now to the end. */
    boolean isSteady() {
        return steady;
    }

    /** The first slot in which it has more than so many workers; none if beyond all slots. */
    int firstAbove(int level) {
        int slot = 0;
        while (slot < slots && levels[slot] <= level) {
            slot++;
        }
        return slot;
    }

    /** The first slot in which it has any. */
    int begins() {
        return firstAbove(0);
    }

    /** Worker-seconds up to a moment. */
    double workerSeconds(FreeGpus free, double until) {
        double sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            sum += levels[slot] * free.usable(slot, until);
        }
        return sum;
    }
}
