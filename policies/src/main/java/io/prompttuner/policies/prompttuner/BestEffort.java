package io.prompttuner.policies.prompttuner;

import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import java.util.List;

/**
 * Jobs that can't meet their deadline by any reckoning (erratum 9). The listing never runs them, the text delays them: here
 * each gets one worker that is idle and that nobody waits for. When nobody who can meet a deadline waits at all, and the
 * model of a doomed job has no worker, one is loaded, so that every job ends some day.
 */
final class BestEffort {

    private final PromptTunerSwitches switches;
    private final PlanDraft draft;

    BestEffort(PromptTunerSwitches switches, PlanDraft draft) {
        this.switches = switches;
        this.draft = draft;
    }

    /**
     * Decides on the doomed.
     *
     * @param othersWait whether any job waits that can meet its deadline
     */
    void serve(List<JobDraft> doomed, boolean othersWait) {
        for (JobDraft job : doomed) {
            PoolDraft pool = job.pool();
            if (switches.doomed() == Doomed.DROP) {
                job.await(job.end(), "dropped: it can't meet its deadline");
            } else if (pool.spare() > 0) {
                pool.takeSpare(1);
                job.start(1, job.time().warm(1), "can't meet its deadline; nobody else wants the worker");
                job.reject(0, pool.load() + job.time().warm(1), "wait on: the worker would be idle");
            } else {
                await(job, pool, othersWait);
            }
        }
    }

    private void await(JobDraft job, PoolDraft pool, boolean othersWait) {
        double loaded = pool.load() + job.time().warm(1);
        if (!othersWait && pool.workers() == 0 && draft.coldGpus() >= pool.gpus()) {
            pool.fetch(1);
            draft.useCold(pool.gpus());
            job.await(loaded, "can't meet its deadline; a worker is loaded as nobody else waits");
        } else {
            job.await(job.end(), "can't meet its deadline; waits until nobody else wants a worker");
            if (draft.coldGpus() >= pool.gpus()) {
                job.reject(0, loaded, "load a worker for it, too late for its deadline");
            }
        }
    }
}
