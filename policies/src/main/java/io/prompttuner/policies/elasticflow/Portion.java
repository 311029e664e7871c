package io.prompttuner.policies.elasticflow;

import org.jspecify.annotations.Nullable;

/** What one job gets in a plan that is being made. */
final class Portion {

    /** Why a job is where it is. */
    enum Standing {
        /** Admitted, and planned to meet its deadline. */
        IN_TIME,
        /** Admitted, but its deadline is past or can't be met any more. */
        LATE,
        /** Declined. */
        DECLINED
    }

    private final Candidate job;
    private final Standing standing;
    private @Nullable Share share;
    private int now;
    private final int minimum;

    Portion(Candidate job, Standing standing, @Nullable Share share) {
        this.job = job;
        this.standing = standing;
        this.share = share;
        this.now = share == null ? 0 : share.level(0);
        this.minimum = now;
    }

    Candidate job() {
        return job;
    }

    Standing standing() {
        return standing;
    }

    boolean inTime() {
        return standing == Standing.IN_TIME;
    }

    /** Its planned workers for each slot; absent unless it is planned to meet its deadline. */
    @Nullable Share share() {
        return share;
    }

    /** Workers it gets now. */
    int now() {
        return now;
    }

    /** Workers that its minimum share gives it now. */
    int minimum() {
        return minimum;
    }

    /** Gets another number now, and has the plan that goes with it. */
    void become(int level, @Nullable Share planned) {
        now = level;
        share = planned;
    }

    /** When it is done at the latest; its deadline if it is still to be resized on the way. */
    double end() {
        boolean steady = share == null || share.isSteady();
        return steady && now > 0 ? job.finish(now) : Math.max(job.mustEnd(), 0);
    }

    /** GPU-seconds until it is done. */
    double gpuSeconds(FreeGpus free) {
        return share == null || share.isSteady()
                ? gpuSeconds(now)
                : job.gpus() * share.workerSeconds(free, job.mustEnd());
    }

    /** The same with another number from now on. */
    double gpuSeconds(int level) {
        return job.gpus() * level * job.finish(level);
    }
}
