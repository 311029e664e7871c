package io.prompttuner.trainer.tuning;

/**
 * A change of the share of the global batch that steps use: the one command that changes a job's result, and so part of
 * its state.
 *
 * @param step the job had taken so many steps when it changed
 * @param batchScale share in use from then on, in (0, 1]
 */
public record Throttle(long step, double batchScale) {

    public Throttle {
        if (!(batchScale > 0 && batchScale <= 1)) {
            throw new IllegalArgumentException("batch scale must be in (0, 1], got " + batchScale);
        }
    }
}
