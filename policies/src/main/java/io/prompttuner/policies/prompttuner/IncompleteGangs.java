package io.prompttuner.policies.prompttuner;

import io.prompttuner.policies.draft.EarliestTimes;
import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs that hold workers and wait for others, which the paper's warm allocator exists to avoid: what is left without it
 * (its Table 8), or where line 7 of algorithm 1 is taken as printed.
 *
 * <p>Algorithm 1 has served them, so algorithm 2 loads nothing for them: they wait for the next workers of their pool. Where
 * a pool is stuck, because all its workers are held like that, the missing ones are loaded; if there is no GPU for any, the
 * job with the latest deadline lets go of its own, and one that is alone starts with what it has.
 */
final class IncompleteGangs {

    private final PromptTunerSwitches switches;
    private final PlanDraft draft;

    IncompleteGangs(PromptTunerSwitches switches, PlanDraft draft) {
        this.switches = switches;
        this.draft = draft;
    }

    /**
     * Sees to those among the jobs that got workers.
     *
     * @return whether there are any
     */
    boolean complete(List<JobDraft> jobs) {
        Map<PoolDraft, List<JobDraft>> gangs = new HashMap<>();
        Map<PoolDraft, Integer> complete = new HashMap<>();
        jobs.sort(JobDraft.BY_DEADLINE);
        for (JobDraft job : jobs) {
            if (job.incomplete()) {
                gangs.computeIfAbsent(job.pool(), pool -> new ArrayList<>()).add(job);
            } else {
                complete.merge(job.pool(), 1, Integer::sum);
            }
        }
        for (JobDraft job : jobs) {
            if (job.incomplete()) {
                await(job);
            }
        }
        gangs.forEach((pool, waiting) -> {
            boolean more = complete.containsKey(pool) || pool.loading() + pool.fetched() > 0 || pool.idle() > 0;
            if (!more) {
                free(pool, waiting);
            }
        });
        return !gangs.isEmpty();
    }

    private void await(JobDraft job) {
        EarliestTimes earliest = job.pool().earliest();
        int lacking = job.workers() - job.present();
        double warm = job.time().warm(job.workers());
        if (lacking <= earliest.size() && switches.slo().metBy(earliest.at(lacking) + warm, job)) {
            draft.alarm().in(earliest.at(lacking));
            double end = earliest.at(lacking) + warm;
            earliest.book(lacking, end);
            job.hold(job.workers(), job.present(), end, "holds some workers and waits for the others");
        }
    }

    private void free(PoolDraft pool, List<JobDraft> gangs) {
        JobDraft first = gangs.get(0);
        JobDraft last = gangs.get(gangs.size() - 1);
        int loadable = Math.min(first.workers() - first.present(), draft.coldGpus() / pool.gpus());
        if (loadable > 0) {
            pool.fetch(loadable);
            draft.useCold(loadable * pool.gpus());
        } else if (gangs.size() > 1) {
            last.giveWay(last.end(), "lets go of its workers, since nobody gets all of theirs");
        } else if (first.present() > 0) {
            first.start(
                    first.present(),
                    first.time().warm(first.present()),
                    "no more workers come: starts with what it has");
        } else {
            first.await(first.end(), "no worker can be loaded for it");
        }
    }
}
