package io.prompttuner.wire.event;

/**
 * One held-out evaluation.
 *
 * @param loss nats per target token
 * @param accuracy share of examples whose greedy answer equals the target
 * @param met whether it meets the job's target
 */
public record Evaluated(double loss, double accuracy, boolean met) {}
