package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * State from which the job can go on is durable.
 *
 * @param bestPrompt SHA-256 of the best prompt so far, durable in the prompt store; absent before the first evaluation
 * @param bestLoss its held-out loss, nats per target token
 * @param bestAccuracy its held-out accuracy
 * @param bestAnswers what its generated answers come to; absent unless the target is on them
 */
public record Checkpointed(
        @Nullable String bestPrompt,
        @Nullable Double bestLoss,
        @Nullable Double bestAccuracy,
        @Nullable AnswerScore bestAnswers) {

    /** A state of a job that generates no answers. */
    public Checkpointed(@Nullable String bestPrompt, @Nullable Double bestLoss, @Nullable Double bestAccuracy) {
        this(bestPrompt, bestLoss, bestAccuracy, null);
    }
}
