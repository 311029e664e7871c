package io.prompttuner.scaling.flink;

import io.prompttuner.wire.event.Allocation;
import org.jspecify.annotations.Nullable;

/**
 * One record of the topic of allocations.
 *
 * @param allocation absent when the job is over and its allocation is to be removed
 */
public record AllocationUpdate(String job, @Nullable Allocation allocation) {}
