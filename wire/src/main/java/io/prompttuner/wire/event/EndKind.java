package io.prompttuner.wire.event;

/** How a job ended. */
public enum EndKind implements WireEnum {
    SUCCEEDED,
    EXHAUSTED,
    CANCELLED,
    DIVERGED,
    FAILED
}
