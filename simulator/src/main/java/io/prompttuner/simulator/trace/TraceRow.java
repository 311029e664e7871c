package io.prompttuner.simulator.trace;

import org.jspecify.annotations.Nullable;

/**
 * One recorded job; what the trace has no column for is 0 or null.
 *
 * @param line where it stands in the file
 * @param submitSeconds when it came
 * @param gpus that its duration is for
 * @param deadlineSeconds from its arrival
 */
public record TraceRow(
        long line,
        double submitSeconds,
        int gpus,
        double durationSeconds,
        double deadlineSeconds,
        @Nullable String model,
        @Nullable String tenant,
        @Nullable String id) {}
