package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * The last word on a job.
 *
 * @param prompt SHA-256 of the prompt that is delivered, durable before this is written; absent if it never ran
 * @param loss held-out loss of that prompt
 * @param accuracy held-out accuracy of that prompt
 * @param error what went wrong, one line, for {@link EndKind#FAILED} and {@link EndKind#DIVERGED}
 * @param answers what that prompt's generated answers come to; absent unless the target is on them
 */
public record Ended(
        EndKind end,
        EndReason reason,
        @Nullable String prompt,
        @Nullable Double loss,
        @Nullable Double accuracy,
        @Nullable String error,
        @Nullable AnswerScore answers) {

    /** The end of a job that generated no answers. */
    public Ended(
            EndKind end,
            EndReason reason,
            @Nullable String prompt,
            @Nullable Double loss,
            @Nullable Double accuracy,
            @Nullable String error) {
        this(end, reason, prompt, loss, accuracy, error, null);
    }
}
