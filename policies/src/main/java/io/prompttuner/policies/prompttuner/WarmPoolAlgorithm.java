package io.prompttuner.policies.prompttuner;

import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import java.util.List;

/**
 * Algorithm 1 of the paper (arXiv 2603.05087, section 4.2): hands the idle workers of one base model to waiting jobs, each
 * the fewest that meet its deadline, all at once. Comments give the lines and symbols of the listing.
 */
final class WarmPoolAlgorithm {

    private final PromptTunerSwitches switches;
    private final PlanDraft draft;
    private final Reservations reservations;

    WarmPoolAlgorithm(PromptTunerSwitches switches, PlanDraft draft, Reservations reservations) {
        this.switches = switches;
        this.draft = draft;
        this.reservations = reservations;
    }

    /** Input: R_l (idle workers of the pool), P_l (jobs of its model). Output: A (each job's workers). */
    void allocate(PoolDraft pool, List<JobDraft> jobs) {
        jobs.sort(switches.slo().ascending()); // line 4
        for (JobDraft job : jobs) { // line 5
            int most = most(job, pool);
            int workers =
                    Math.max(1, job.workers()); // line 6: A_i = 1; with resize=on a running job starts from what it has
            while (late(job, workers) && workers < most) { // line 7: T_warm_i(A_i) > T_slo_i and A_i <= R_l
                workers++; // line 8: A_i = A_i + 1
            }
            if (accepted(job, workers) && workers <= most) { // line 10: T_warm_i(A_i) <= T_slo_i
                grant(job, workers, pool); // line 10: R_l = R_l - A_i
            } // line 12: else A_i = 0, which is what a waiting job has anyway
        }
    }

    /** Without gangs nobody asks whether a job can be in time: each of its instances takes the first worker it gets. */
    private boolean accepted(JobDraft job, int workers) {
        return !late(job, workers) || !switches.gang();
    }

    private boolean late(JobDraft job, int workers) {
        return !switches.slo().metBy(end(job, workers), job);
    }

    /** T_warm_i(A_i); for a job that runs, when it is done if it goes on with so many. */
    private static double end(JobDraft job, int workers) {
        return job.workers() > 0 ? job.time().resized(workers) : job.time().warm(workers);
    }

    /** The bound of lines 7 and 10: R_l in the faithful reading. */
    private int most(JobDraft job, PoolDraft pool) {
        int idle = pool.idle() - reservations.keptFrom(job);
        int ever = Math.min(job.maxWorkers(), draft.gpus() / pool.gpus());
        if (!switches.gang()) {
            return idle > 0 ? ever : 0;
        }
        if (switches.gpuBound() == GpuBound.LOOP_AT_MOST) {
            return Math.min(ever, Math.max(0, idle) + 1);
        }
        return Math.min(ever, job.workers() + idle);
    }

    private void grant(JobDraft job, int workers, PoolDraft pool) {
        int there = job.workers() + Math.max(0, Math.min(workers - job.workers(), pool.idle()));
        double end = end(job, workers);
        if (workers > 1 && workers != job.workers()) {
            job.reject(workers - 1, end(job, workers - 1), "one worker fewer would miss the deadline");
        }
        pool.take(workers - job.workers());
        if (workers == job.workers()) {
            return; // a running job that is in time as it is
        }
        if (there < workers) {
            job.hold(workers, there, end, "holds the warm workers there are and waits for the others");
        } else {
            job.start(workers, end, "the fewest warm workers that meet its deadline");
        }
    }
}
