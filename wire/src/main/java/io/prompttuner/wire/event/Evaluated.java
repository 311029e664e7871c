package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * One held-out evaluation.
 *
 * @param loss nats per target token
 * @param accuracy share of examples whose greedy answer equals the target
 * @param met whether it meets the job's target
 * @param answers means over generated answers; absent unless the target is on them
 */
public record Evaluated(
        double loss, double accuracy, boolean met, @Nullable AnswerScore answers) {

    /** One that generated no answers. */
    public Evaluated(double loss, double accuracy, boolean met) {
        this(loss, accuracy, met, null);
    }
}
