package io.prompttuner.wire.event;

import java.time.Instant;

/**
 * The earliest fact since the last plan, by its place in the log.
 *
 * @param at broker time
 */
public record Cause(FactKind kind, String topic, int partition, long offset, Instant at) {}
