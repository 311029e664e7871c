package io.prompttuner.gateway.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gateway can do its work.
 *
 * @param status {@code starting} until the view has caught up once, {@code ok}, or {@code broker-away}
 * @param asOf the view held everything that was in the log at this time; absent while starting
 * @param skipped records of the log that were no events
 */
public record Health(String status, @Nullable Instant asOf, long skipped) {}
