package io.prompttuner.wire.event;

/** Where a job is in its life; see the diagram in {@code docs/contracts.md}. */
public enum JobPhase implements WireEnum {
    QUEUED,
    LOADING,
    RUNNING,
    PAUSED,
    STOPPING,
    SUCCEEDED,
    EXHAUSTED,
    CANCELLED,
    DIVERGED,
    FAILED;

    /** A final phase is never left. */
    public boolean isFinal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
