package io.prompttuner.policies.prompttuner;

import io.prompttuner.policies.draft.EarliestTimes;
import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import java.util.ArrayList;
import java.util.List;

/**
 * Algorithm 2 of the paper (arXiv 2603.05087, section 4.3): decides for which of the jobs that no idle worker serves others
 * are loaded, and which can wait for those that are busy. Comments give the lines and symbols of the listing. Times are
 * seconds from now, so that T_cur is 0 wherever the listing subtracts it from a timestamp.
 */
final class ColdPoolAlgorithm {

    private final PromptTunerSwitches switches;
    private final PlanDraft draft;
    private final Reservations reservations;

    ColdPoolAlgorithm(PromptTunerSwitches switches, PlanDraft draft, Reservations reservations) {
        this.switches = switches;
        this.draft = draft;
        this.reservations = reservations;
    }

    /** Input: P (jobs that wait), E (of their pools). Output: B (workers that the pools load). Returns those left over. */
    List<JobDraft> allocate(List<JobDraft> jobs) {
        List<JobDraft> doomed = new ArrayList<>();
        jobs.sort(switches.slo().ascending()); // line 4
        for (JobDraft job : jobs) { // line 5: i in P, its pool is l
            PoolDraft pool = job.pool();
            if (delaySchedulable(pool.earliest(), job)) { // line 7
                continue;
            }
            int most = most(job, pool);
            int workers = 1; // line 10: A_i = 1
            while (late(job, pool.load() + job.time().warm(workers)) && workers < most) { // line 12
                workers++; // line 13: A_i = A_i + 1
            }
            if (!late(job, pool.load() + job.time().warm(workers))
                    && workers <= most) { // line 15: T_i + Tcold_l <= T_slo_i
                fetch(job, workers, pool); // line 17: B_l = B_l + A_i
                pool.earliest().add(busyUntil(job.end()), workers); // line 19: A_i times T_warm_i(A_i) + Tcold_l
            } else {
                doomed.add(job);
            }
        }
        return doomed;
    }

    /** Lines 23 to 34: whether the job is in time if it waits for the k workers that are available first, k the fewest. */
    private boolean delaySchedulable(EarliestTimes earliest, JobDraft job) {
        int workers = 1; // line 24: k = 1
        int most = Math.min(longest(earliest), job.maxWorkers()); // line 25: E_l is always sorted
        while (workers <= most && late(job, earliest.at(workers) + job.time().warm(workers))) { // line 26
            workers++; // line 26: k = k + 1
        }
        if (workers <= most) { // line 29
            delay(job, workers, earliest.at(workers));
            earliest.book(workers, busyUntil(job.end())); // line 30: E_l,1:k = E_l,k + T_i(k); line 31: which sorts it
            return true;
        }
        return false; // line 34
    }

    private boolean late(JobDraft job, double end) {
        return !switches.slo().metBy(end, job);
    }

    /** The bound of lines 26 and 29. */
    private int longest(EarliestTimes earliest) {
        return switches.delayBound() == DelayBound.AT_MOST ? earliest.size() : earliest.size() - 1;
    }

    /** The bound of lines 12 and 15: what the cold pool can take, unless the guard is the one that is printed. */
    private int most(JobDraft job, PoolDraft pool) {
        boolean beyondLoading = switches.slo().of(job) <= pool.load();
        if (switches.coldGuard() == ColdGuard.AS_PRINTED) {
            return beyondLoading ? job.maxWorkers() : 1;
        }
        return beyondLoading ? 0 : Math.min(job.maxWorkers(), draft.coldGpus() / pool.gpus());
    }

    /** What becomes of workers in E_l that a job takes until then. */
    private double busyUntil(double end) {
        return switches.delay() ? switches.timeBase().entry(end) : Double.POSITIVE_INFINITY;
    }

    private void delay(JobDraft job, int workers, double available) {
        job.await(available + job.time().warm(workers), "can wait for warm workers and still be in time");
        if (draft.coldGpus() >= workers * job.pool().gpus()) {
            double loaded = job.pool().load() + job.time().warm(workers);
            job.reject(workers, loaded, "load workers for it, although it can wait");
        }
        draft.alarm().in(available);
    }

    private void fetch(JobDraft job, int workers, PoolDraft pool) {
        pool.fetch(workers);
        reservations.add(job, workers);
        if (switches.coldDecrement()) {
            draft.useCold(workers * pool.gpus());
        }
        double loaded = pool.load() + job.time().warm(workers);
        job.await(loaded, "workers are loaded for it");
        if (pool.earliest().size() > 0) {
            double waited = pool.earliest().at(1) + job.time().warm(1);
            job.reject(0, waited, "wait for the next warm worker, which is too late or too few");
        }
        draft.alarm().in(switches.reissue() ? 0 : switches.slo().of(job) - loaded);
    }
}
