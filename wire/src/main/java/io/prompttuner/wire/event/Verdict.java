package io.prompttuner.wire.event;

/** Whether the promise of a job was kept. */
public enum Verdict implements WireEnum {
    MET,
    MISSED,
    EXCLUDED
}
