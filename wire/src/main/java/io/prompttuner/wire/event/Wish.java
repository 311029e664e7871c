package io.prompttuner.wire.event;

/** What the scheduler wants of a job. */
public enum Wish implements WireEnum {
    RUNNING,
    PAUSED,
    STOPPED
}
