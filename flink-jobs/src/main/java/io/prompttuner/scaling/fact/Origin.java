package io.prompttuner.scaling.fact;

import java.time.Instant;

/**
 * Where in the log something stands.
 *
 * @param at broker time
 */
public record Origin(String topic, int partition, long offset, Instant at) {}
