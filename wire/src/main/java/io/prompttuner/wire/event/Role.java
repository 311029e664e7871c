package io.prompttuner.wire.event;

/** Who may command; each role claims its own terms. */
public enum Role implements WireEnum {
    SCHEDULER,
    CONTROLLER
}
