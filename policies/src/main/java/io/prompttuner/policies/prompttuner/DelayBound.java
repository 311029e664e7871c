package io.prompttuner.policies.prompttuner;

/** Up to how many workers line 29 of algorithm 2 delays a job for (erratum 5). */
enum DelayBound {
    /** All there are. */
    AT_MOST,
    /** As printed, {@code k < E_l.len}: a job that needs all there are is never delayed. */
    BELOW
}
