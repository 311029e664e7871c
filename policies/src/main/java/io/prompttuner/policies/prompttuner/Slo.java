package io.prompttuner.policies.prompttuner;

import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.time.JobTime;
import java.time.Duration;
import java.util.Comparator;

/** What T_slo of both algorithms is (erratum 6). */
enum Slo {
    /** The time that is left until the deadline. */
    REMAINING,
    /** The time that there was when the job was submitted. */
    CONSTANT;

    /** Seconds. */
    double of(JobDraft job) {
        if (this == REMAINING) {
            return job.time().untilDeadline();
        }
        return Duration.between(
                                job.time().view().submittedAt(),
                                job.time().view().deadline())
                        .toNanos()
                / 1e9;
    }

    /** Whether a job that is done in so many seconds is in time. */
    boolean metBy(double end, JobDraft job) {
        return end <= of(job) + JobTime.ROUNDING;
    }

    /** The order of line 4 of both algorithms. */
    Comparator<JobDraft> ascending() {
        return this == REMAINING
                ? JobDraft.BY_DEADLINE
                : Comparator.comparingDouble(this::of).thenComparing(JobDraft.BY_ARRIVAL);
    }
}
