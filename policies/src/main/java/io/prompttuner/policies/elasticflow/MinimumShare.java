package io.prompttuner.policies.elasticflow;

import org.jspecify.annotations.Nullable;

/**
 * Progressive filling: the fewest workers by which a job still meets its deadline, as late as possible.
 *
 * <p>For one, two, four... workers the slots are filled backwards from the deadline until all its steps fit; the slots before
 * those keep the next lower number, with which it did not. Where fewer GPUs are free a slot gets what fits. The beginning of
 * each time with another number of workers is lost to their start-up.
 */
final class MinimumShare {

    private static final double ROUNDING = 1e-9;

    private final boolean resizeGuard;

    /**
     * @param resizeGuard whether a job starts on the number it needs rather than on a lower one, which it would leave after
     *     some slots for the price of another start
     */
    MinimumShare(boolean resizeGuard) {
        this.resizeGuard = resizeGuard;
    }

    /** Its share in GPUs that are free; null if it can't meet its deadline. Nothing is booked. */
    @Nullable Share of(Candidate job, FreeGpus free, boolean keepsItsWorkers) {
        if (keepsItsWorkers) {
            Share kept = staying(job, free);
            if (kept != null) {
                return kept;
            }
        }
        int slots = 1 + free.slotOf(job.mustEnd());
        int[] lower = new int[slots];
        for (int quota = 1; quota <= job.top(); quota *= 2) {
            Share kept = quota == job.current() ? staying(job, free) : null;
            if (kept != null) {
                return kept;
            }
            int[] levels = new int[slots];
            int first = fill(job, quota, free, levels);
            if (first >= 0) {
                System.arraycopy(lower, 0, levels, 0, first);
                return Share.filled(levels, slots);
            }
            if (!resizeGuard) {
                lower = levels;
            }
        }
        return null;
    }

    /** So many workers from now until it is done; null if that is too late, or they are not free all the time. */
    static @Nullable Share steady(Candidate job, int level, FreeGpus free) {
        if (!job.inTime(level)) {
            return null;
        }
        int last = free.slotOf(job.finish(level));
        return free.lasting(level * job.gpus(), last) > last ? Share.steady(level, last + 1) : null;
    }

    private static @Nullable Share staying(Candidate job, FreeGpus free) {
        return job.current() == 0 ? null : steady(job, job.current(), free);
    }

    /** Fills slots up to a quota, backwards, until all steps fit: the first slot that is needed, or -1 if they don't. */
    private static int fill(Candidate job, int quota, FreeGpus free, int[] levels) {
        double done = 0;
        double length = 0;
        int level = 0;
        for (int slot = job.mustEnd() > 0 ? levels.length - 1 : -1; slot >= 0; slot--) {
            int fits = Math.min(quota, free.level(slot, job.gpus()));
            if (fits != level) {
                done += worked(job, level, length, false);
                level = fits;
                length = 0;
            }
            levels[slot] = fits;
            length += free.usable(slot, job.mustEnd());
            if (level > 0 && done + worked(job, level, length, slot == 0) >= job.work() - ROUNDING) {
                return slot;
            }
        }
        return -1;
    }

    /** Work done, in seconds of one worker, in an uninterrupted time with so many. */
    private static double worked(Candidate job, int level, double length, boolean fromNow) {
        return level == 0 ? 0 : Math.max(0, length - job.startUp(level, fromNow)) * Candidate.speed(level);
    }
}
