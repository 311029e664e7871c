package io.prompttuner.domain.scheduling;

/**
 * How many workers should hold a base model.
 *
 * @param workers busy and idle together
 */
public record PlannedPool(String baseModel, int workers, Reason reason) {

    /** Why a pool has this size. */
    public enum Reason {
        JOBS_WAITING,
        KEPT_WARM,
        NO_DEMAND
    }
}
