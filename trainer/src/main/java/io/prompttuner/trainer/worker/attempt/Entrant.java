package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.wire.event.StartKind;
import org.jspecify.annotations.Nullable;

/**
 * One way a job may begin.
 *
 * @param hash SHA-256 of the prompt in the store it was read from, if it was
 * @param fromJob the job that tuned that prompt, if the bank named it
 * @param prompt {@code [tokens, hidden]}
 */
@SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
record Entrant(
        StartKind kind, @Nullable String hash, @Nullable String fromJob, float[] prompt) {}
