package io.prompttuner.wire.event;

/** A change in which workers a job holds. */
public enum AssignmentKind implements WireEnum {
    BOUND,
    RESIZED,
    RELEASED,
    CLOSED
}
