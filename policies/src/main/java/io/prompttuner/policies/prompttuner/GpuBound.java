package io.prompttuner.policies.prompttuner;

/** How far line 7 of algorithm 1 lets a job's workers grow (erratum 1). */
enum GpuBound {
    /** While there are fewer than are idle, so that no job gets more than there are. */
    LOOP_BELOW,
    /** As printed, {@code A_i <= R_l}: a job may get one more than is idle, and one where none is, and waits for it. */
    LOOP_AT_MOST
}
