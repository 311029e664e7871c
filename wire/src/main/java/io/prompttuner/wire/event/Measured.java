package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * One optimiser step.
 *
 * @param loss training loss of the step's batch, nats per target token
 * @param seconds wall time of the step
 * @param workers how many workers shared it
 * @param batchScale share of the global batch that was used, in (0, 1]
 * @param tokens text tokens it read, without padding and prompt; over {@code seconds} that is its rate
 * @param memoryMiB resident memory of the author's process after it
 */
public record Measured(
        double loss,
        double seconds,
        int workers,
        double batchScale,
        @Nullable Long tokens,
        @Nullable Long memoryMiB) {

    /** A step whose author does not say what it took. */
    public Measured(double loss, double seconds, int workers, double batchScale) {
        this(loss, seconds, workers, batchScale, null, null);
    }
}
