package io.prompttuner.wire.event;

/**
 * One optimiser step.
 *
 * @param loss training loss of the step's batch, nats per target token
 * @param seconds wall time of the step
 * @param workers how many workers shared it
 * @param batchScale share of the global batch that was used, in (0, 1]
 */
public record Measured(double loss, double seconds, int workers, double batchScale) {}
