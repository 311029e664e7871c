package io.prompttuner.wire.event;

/** What a record of {@code fleet} describes. */
public enum FleetKind implements WireEnum {
    WORKER,
    CAPACITY
}
