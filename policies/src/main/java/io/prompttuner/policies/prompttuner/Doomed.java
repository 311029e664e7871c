package io.prompttuner.policies.prompttuner;

/** What becomes of a job that can't meet its deadline any more (erratum 9). */
enum Doomed {
    /** It runs when nobody who can meet a deadline wants the worker. */
    DELAY,
    /** It never runs. */
    DROP
}
