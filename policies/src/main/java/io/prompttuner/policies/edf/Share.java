package io.prompttuner.policies.edf;

import org.jspecify.annotations.Nullable;

/**
 * The workers of one job that runs, as one plan decides on them.
 *
 * @param before what it was allocated; 1 if nothing
 * @param asked what it keeps of them if nobody else wants any
 * @param kept what it keeps
 * @param starts seconds until these make its next step
 * @param growth others that join them; absent if none do
 */
record Share(
        int before,
        int asked,
        int kept,
        double starts,
        @Nullable Growth growth) {

    Share grown(Growth others) {
        return new Share(before, asked, kept, starts, others);
    }

    int workers() {
        return growth == null ? kept : growth.to();
    }

    /** Chance that the job is in time. */
    double chance(Candidate job) {
        return growth == null ? job.chance(kept, starts) : job.chance(growth);
    }

    /** Seconds by which it is late in the median case. */
    double lateness(Candidate job) {
        return growth == null ? job.lateness(kept, starts) : job.lateness(growth);
    }
}
