package io.prompttuner.wire.event;

/** Why a job is in its phase. */
public enum PhaseReason implements WireEnum {
    SUBMITTED,
    WAITING_FOR_CAPACITY,
    MODEL_LOADING,
    TUNING,
    YIELDED_TO_MORE_URGENT,
    WORKER_LOST,
    CONTROLLER_LOST,
    CANCEL_REQUESTED,
    DEADLINE_PASSED,
    TARGET_MET,
    MAX_STEPS,
    PLATEAU,
    LOSS_NOT_FINITE,
    WORKERS_KEPT_DYING,
    DATASET_MISSING,
    MODEL_MISSING,
    PROMPT_MISSING,
    TASK_UNFIT
}
