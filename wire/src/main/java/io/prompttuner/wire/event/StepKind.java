package io.prompttuner.wire.event;

/** What a report in {@code steps} says, in the order in which reports of one step count. */
public enum StepKind implements WireEnum {
    STARTED,
    STEP,
    EVALUATED,
    CHECKPOINTED,
    ENDED
}
