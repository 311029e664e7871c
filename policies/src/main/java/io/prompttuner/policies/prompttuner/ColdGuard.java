package io.prompttuner.policies.prompttuner;

/** How far line 12 of algorithm 2 lets a job's workers grow (erratum 2). */
enum ColdGuard {
    /** While there are fewer than the cold pool can take. */
    FREE_GPUS,
    /** {@code T_slo < Tcold}: only jobs that are hopeless grow, all others load one worker, and nobody counts the GPUs. */
    AS_PRINTED
}
