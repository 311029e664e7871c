package io.prompttuner.domain.scheduling;

import org.jspecify.annotations.Nullable;

/**
 * What one job should get. That a job stops follows from facts and is never planned.
 *
 * @param chosen with zero workers the job is paused, or goes on waiting
 * @param reason in one word
 * @param rejected the best alternative; absent when there was none
 */
public record PlannedAllocation(
        String job,
        Choice chosen,
        AllocationReason reason,
        @Nullable Choice rejected) {}
