package io.prompttuner.simulator.cluster;

/** What a GPU is doing; it does one of these at each moment. */
public enum GpuState {
    /** Without a model; costs nothing. */
    COLD,
    /** A worker on it is on its way. */
    LOADING,
    /** Warm, without a job. */
    IDLE,
    /** Held by a job that does not have all its workers yet. */
    WAITING,
    /** Used by a job that starts, steps, or reorganises itself. */
    RUNNING
}
