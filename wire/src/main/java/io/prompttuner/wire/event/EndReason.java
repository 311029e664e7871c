package io.prompttuner.wire.event;

/** Why a job ended the way it did. */
public enum EndReason implements WireEnum {
    TARGET_MET,
    MAX_STEPS,
    PLATEAU,
    DEADLINE_PASSED,
    CANCEL_REQUESTED,
    LOSS_NOT_FINITE,
    WORKERS_KEPT_DYING,
    DATASET_MISSING,
    MODEL_MISSING,
    PROMPT_MISSING,
    /** The dataset, or the start that was chosen, does not fit the base model. */
    TASK_UNFIT
}
