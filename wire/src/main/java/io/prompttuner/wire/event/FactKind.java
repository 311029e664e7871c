package io.prompttuner.wire.event;

/** The kind of fact a plan may be the answer to. */
public enum FactKind implements WireEnum {
    ARRIVAL,
    REPORT,
    END,
    CANCEL,
    FLEET,
    TIME
}
