package io.prompttuner.wire.event;

/** What a job does once its deadline has passed without its target. */
public enum AfterDeadline implements WireEnum {
    /** Goes on at the lowest urgency. */
    CONTINUE,
    /** Ends as {@link EndKind#EXHAUSTED} with its best prompt. */
    STOP
}
