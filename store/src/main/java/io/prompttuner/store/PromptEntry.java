package io.prompttuner.store;

import java.time.Instant;

/** A prompt that is there, and when it was last written or found there by a writer. */
public record PromptEntry(PromptRef ref, Instant renewed) {}
