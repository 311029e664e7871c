package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.policies.infless.InflessSettings.Gang;
import io.prompttuner.policies.infless.InflessSettings.Order;
import io.prompttuner.policies.time.JobTime;
import java.time.Duration;

/**
 * The latency predictor: how many instances a job needs. It does not ask whether they would have to be started first.
 *
 * <p>A job that holds some while it waits is sized once, at its arrival. One that takes all at once is sized when it does, by
 * the time that is left then.
 */
final class Sizing {

    /** Predictions are inflated by 10 %, as in INFless (section 3.2 of its paper: errors below 10 %). */
    static final double INFLATION = 1.10;

    private static final double ROUNDING = 1e-6;

    private final InflessSettings settings;
    private final int gpus;

    Sizing(InflessSettings settings, int gpus) {
        this.settings = settings;
        this.gpus = gpus;
    }

    /** The most instances a job may have; 0 if the cluster is too small for any. */
    int most(JobTime job) {
        return Math.min(Math.max(1, job.view().maxWorkers()), gpus / job.gpus());
    }

    /** The most instances of its base model that there may be. */
    int cluster(JobTime job) {
        return gpus / job.gpus();
    }

    /** All GPUs. */
    int gpus() {
        return gpus;
    }

    /** The instances that a job is to have. */
    int instances(JobTime job) {
        JobView view = job.view();
        if (view.wanted() > 0 && (settings.gang() == Gang.HOLD || view.held() > 0)) {
            return Math.min(view.wanted(), most(job));
        }
        return fewest(job, settings.gang() == Gang.HOLD ? slo(job) : job.untilDeadline());
    }

    /** The fewest by which it is done in time; the most it may have if none is enough. */
    int fewest(JobTime job, double seconds) {
        int most = most(job);
        for (int instances = 1; instances < most; instances++) {
            if (INFLATION * job.warm(instances) <= seconds + ROUNDING) {
                return instances;
            }
        }
        return most;
    }

    /** Whether its deadline is past or out of reach. */
    boolean hopeless(JobTime job) {
        return reach(job) > job.untilDeadline() + ROUNDING;
    }

    /** Seconds from now at which time alone changes its size or its place in the order; infinite if that is never. */
    double nextChange(JobTime job, int instances) {
        double next = Double.POSITIVE_INFINITY;
        if (settings.gang() == Gang.ATOMIC && instances < most(job)) {
            next = job.untilDeadline() - INFLATION * job.warm(instances);
        }
        if (settings.order() == Order.EDF && !hopeless(job)) {
            next = Math.min(next, job.untilDeadline() - reach(job));
        }
        return next + 2 * ROUNDING;
    }

    /** Seconds from its arrival to its deadline. */
    static double slo(JobTime job) {
        return Duration.between(job.view().submittedAt(), job.view().deadline()).toNanos() / 1e9;
    }

    private double reach(JobTime job) {
        double reach = Double.POSITIVE_INFINITY;
        for (int instances = 1; instances <= most(job); instances++) {
            reach = Math.min(reach, INFLATION * job.warm(instances));
        }
        return reach;
    }
}
