package io.prompttuner.policies.simple;

import io.prompttuner.policies.draft.JobDraft;
import java.time.Instant;
import java.util.Comparator;

/** Whoever must start first to be in time on one worker comes first; jobs that can't be in time any more come last. */
final class LeastSlack implements Comparator<JobDraft> {

    @Override
    public int compare(JobDraft one, JobDraft other) {
        int order = Boolean.compare(hopeless(one), hopeless(other));
        order = order == 0 ? latestStart(one).compareTo(latestStart(other)) : order;
        return order == 0 ? JobDraft.BY_ARRIVAL.compare(one, other) : order;
    }

    /** Whether it would be late even if it had all the workers it may have now. */
    static boolean hopeless(JobDraft job) {
        return !job.time().inTime(fastest(job));
    }

    /** Seconds that it takes with the workers with which it takes least. */
    static double fastest(JobDraft job) {
        return Math.min(job.time().warm(1), job.time().warm(job.maxWorkers()));
    }

    /** A moment, not a duration, so that it is the same whenever it is reckoned. */
    private static Instant latestStart(JobDraft job) {
        return job.time().view().deadline().minusNanos((long) (job.time().warm(1) * 1e9));
    }
}
