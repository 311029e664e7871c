package io.prompttuner.wire.event;

/** What the bank had to say when a job asked for starts. */
public enum BankAnswer implements WireEnum {
    /** The job's start was fixed, or it starts plain on purpose. */
    NOT_ASKED,
    /** At least one candidate. */
    CANDIDATES,
    /** Nothing near enough: a novel task. */
    NOTHING_NEAR,
    /** No answer in time; the job starts without. */
    UNAVAILABLE
}
