package io.prompttuner.controller.ledger;

/** What a job is waiting for; it waits for one thing at a time. */
public enum Stage {
    /** Nothing. */
    SETTLED,
    /** Its partition of {@code steps} is being read to its end, before {@code bound}. */
    READING_BEFORE_BOUND,
    /** The same, before those who hold the job are bound to it anew, or become more or fewer. */
    READING_BEFORE_CHANGE,
    /** {@code bound} or {@code resized} is on its way. */
    BOUND_SENT,
    /** {@code terms} is being looked at, before the worker is told. */
    LOOKING_BEFORE_TELLING,
    /** {@code released} is on its way. */
    RELEASED_SENT,
    /** {@code terms} is being looked at, before an {@code ended} of the controller's own. */
    LOOKING_BEFORE_END,
    /** Its partition of {@code steps} is being read to its end, before that {@code ended}. */
    READING_BEFORE_END,
    /** That {@code ended} was sent; reading it back settles the job. */
    END_SENT
}
