package io.prompttuner.policies.prompttuner;

/** What lines 19 and 30 of algorithm 2 put among the timestamps of E_l (erratum 4). */
enum TimeBase {
    /** The moment at which the job will be done. */
    ABSOLUTE,
    /** Durations: as a timestamp each is long past, so that the workers count as free now. */
    AS_PRINTED;

    /** The entry for workers that are busy until then, in seconds from now. */
    double entry(double end) {
        return this == ABSOLUTE ? end : 0;
    }
}
