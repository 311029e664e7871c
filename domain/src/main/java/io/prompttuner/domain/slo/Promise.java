package io.prompttuner.domain.slo;

/** What became of a job's deadline. */
public enum Promise {
    MET,
    MISSED,
    /** The tenant took the job back while there was still time. */
    EXCLUDED
}
