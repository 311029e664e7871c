package io.prompttuner.trainer.worker;

/** Why a worker has let go of a job. */
public enum Why {
    /** Checkpointed at a step boundary, as told. */
    PAUSED,
    /** The end of the job is acknowledged in the topic of steps. */
    ENDED,
    /** Told to drop it; nothing more was written. */
    DROPPED,
    /** It could not go on here; another worker may try. */
    ERROR,
    /** No controller for too long: checkpointed. */
    ORPHANED,
    /** No longer of the team, as told; the others go on. */
    LEFT
}
