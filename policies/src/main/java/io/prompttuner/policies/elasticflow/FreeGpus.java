package io.prompttuner.policies.elasticflow;

import java.util.Arrays;

/**
 * How many GPUs are free in each slot from now to the latest deadline: a step function over time.
 *
 * <p>There are at most some thousand slots; whatever comes later is one long last slot, in which nobody shares a GPU. That
 * books more than is used, so a plan that fits still holds.
 */
final class FreeGpus {

    private static final int MOST_SLOTS = 4_096;

    private final Grid grid;
    private final double horizon;
    private final int[] free;

    FreeGpus(Grid grid, int gpus, double horizon) {
        this.grid = grid;
        this.horizon = horizon;
        this.free = new int[1 + (int) Math.min(MOST_SLOTS - 1, grid.slotEndingAt(horizon))];
        Arrays.fill(free, gpus);
    }

    Grid grid() {
        return grid;
    }

    int slots() {
        return free.length;
    }

    int now() {
        return free[0];
    }

    /** The slot in which something ends that ends then; the last one if that is later than all deadlines. */
    int slotOf(double seconds) {
        return (int) Math.min(free.length - 1, grid.slotEndingAt(seconds));
    }

    /** Seconds of a slot that lie before a moment. */
    double usable(int slot, double until) {
        boolean last = slot == free.length - 1;
        double end = last ? Math.max(horizon, grid.start(slot + 1)) : grid.start(slot + 1);
        return Math.min(end, until) - grid.start(slot);
    }

    /** The most workers, as a power of two, that fit into a slot. */
    int level(int slot, int gpusEach) {
        return Integer.highestOneBit(free[slot] / gpusEach);
    }

    /** The number of slots, from now on and up to a last one, in which so many GPUs are free without a break. */
    int lasting(int gpus, int last) {
        int slot = 0;
        while (slot <= last && free[slot] >= gpus) {
            slot++;
        }
        return slot;
    }

    void book(Share share, int gpusEach) {
        for (int slot = 0; slot < share.slots(); slot++) {
            free[slot] -= share.level(slot) * gpusEach;
        }
    }

    void release(Share share, int gpusEach) {
        for (int slot = 0; slot < share.slots(); slot++) {
            free[slot] += share.level(slot) * gpusEach;
        }
    }

    /** Takes GPUs for now alone. */
    void takeNow(int gpus) {
        free[0] -= gpus;
    }
}
