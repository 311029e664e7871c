package io.prompttuner.domain.scheduling;

/** Why a job gets what it gets. */
public enum AllocationReason {
    MEETS_DEADLINE,
    /** It runs although its deadline is past or out of reach. */
    BEST_EFFORT,
    YIELDED_TO_MORE_URGENT,
    WAITING_FOR_CAPACITY
}
