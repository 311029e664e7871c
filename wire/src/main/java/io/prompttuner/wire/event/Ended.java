package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * The last word on a job.
 *
 * @param prompt SHA-256 of the prompt that is delivered, durable before this is written; absent if it never ran
 * @param loss held-out loss of that prompt
 * @param accuracy held-out accuracy of that prompt
 * @param error what went wrong, one line, for {@link EndKind#FAILED} and {@link EndKind#DIVERGED}
 */
public record Ended(
        EndKind end,
        EndReason reason,
        @Nullable String prompt,
        @Nullable Double loss,
        @Nullable Double accuracy,
        @Nullable String error) {}
