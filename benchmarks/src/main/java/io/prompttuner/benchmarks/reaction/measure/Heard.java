package io.prompttuner.benchmarks.reaction.measure;

import io.prompttuner.wire.event.Allocation;

/**
 * An allocation as it reached its reader for the first time.
 *
 * @param nanos when, by {@link System#nanoTime}
 */
public record Heard(Allocation allocation, long nanos) {}
