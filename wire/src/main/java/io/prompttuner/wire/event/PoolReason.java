package io.prompttuner.wire.event;

/** Why a pool of warm workers should have this size. */
public enum PoolReason implements WireEnum {
    JOBS_WAITING,
    KEPT_WARM,
    NO_DEMAND
}
