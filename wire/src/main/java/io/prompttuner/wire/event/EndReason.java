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
    PROMPT_MISSING
}
