package io.prompttuner.wire.event;

/** What a worker is doing. */
public enum WorkerPhase implements WireEnum {
    LOADING,
    WARM,
    BUSY,
    LOST
}
