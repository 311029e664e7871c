package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.AssignmentReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One binding of a job to workers, and what it cost.
 *
 * @param gpuSeconds GPUs x time between assignment records, by broker time, up to now while it lasts
 * @param endReason why it is over; absent while it lasts
 * @param detail what a person should know about its end, one line
 */
public record Attempt(
        long attempt,
        List<Stint> stints,
        double gpuSeconds,
        @Nullable AssignmentReason endReason,
        @Nullable String detail) {}
