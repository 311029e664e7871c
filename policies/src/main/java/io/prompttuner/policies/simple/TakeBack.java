package io.prompttuner.policies.simple;

import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes workers from running jobs for one that would miss its deadline otherwise: all of those whose jobs are late even if
 * they make but a share of their steps, and as many of the others as they can spare and still be in time.
 */
final class TakeBack {

    /** Those who lose nothing first, then whoever has most time left. */
    private static final Comparator<JobDraft> EASIEST =
            Comparator.comparing((JobDraft job) -> inTime(job)).thenComparing(JobDraft.BY_DEADLINE.reversed());

    private final PlanDraft draft;
    private final double hope;
    private final Map<PoolDraft, List<JobDraft>> able = new HashMap<>();
    private final Map<PoolDraft, Integer> spare = new HashMap<>();
    private final Set<PoolDraft> growing = new HashSet<>();

    TakeBack(PlanDraft draft, double hope) {
        this.draft = draft;
        this.hope = hope;
        for (JobDraft job : draft.running()) {
            int most = job.time().runs() ? spare(job, job.workers()) : 0;
            if (most > 0) {
                able.computeIfAbsent(job.pool(), pool -> new ArrayList<>()).add(job);
                spare.merge(job.pool(), most, Integer::sum);
            }
            boolean lucky = !inTime(job) && most == 0;
            if (job.workers() > 1 || lucky) {
                growing.add(job.pool());
            }
        }
        able.values().forEach(jobs -> jobs.sort(EASIEST));
    }

    /** Whether the job starts on idle workers and on what others can spare. */
    boolean serve(JobDraft job) {
        PoolDraft pool = job.pool();
        int idle = Math.max(0, pool.idle() - pool.earliest().bookedNow());
        int workers = job.time().fewest(job.maxWorkers(), 0);
        int missing = workers - idle;
        int most = spare.getOrDefault(pool, 0);
        if (missing <= 0 || missing > most) {
            return false;
        }
        spare.put(pool, most - missing);
        take(job, workers, idle, able.getOrDefault(pool, List.of()));
        return true;
    }

    /**
     * Names the next moment at which a job that is not served now may be: what others can spare grows with every step, and
     * whoever needs luck to be in time may run out of it.
     */
    void alarm(JobDraft job) {
        if (growing.contains(job.pool())) {
            draft.alarm().soon();
        }
    }

    private void take(JobDraft job, int workers, int idle, List<JobDraft> others) {
        int missing = workers - idle;
        while (missing > 0) {
            JobDraft other = others.get(0);
            int taken = spare(other, missing);
            missing -= taken;
            if (missing > 0) {
                others.remove(0); // it has no more to spare
            }
            if (taken > 0) {
                shrink(other, other.workers() - taken);
            }
        }
        double end = job.time().warm(workers);
        job.pool().take(idle);
        job.pool().earliest().remove(idle);
        job.start(workers, end, "gets workers that others can spare");
        draft.alarm().soon(); // who waits for which worker is reckoned anew
    }

    private static void shrink(JobDraft other, int left) {
        if (left > 0) {
            other.start(left, other.time().resized(left), "gives up workers for a job that needs them more");
        } else {
            other.giveWay(Double.POSITIVE_INFINITY, "late anyway: paused for a job that can be in time");
        }
    }

    /** How many of so many workers it can spare; none if it is late, and in time with luck. */
    private int spare(JobDraft other, int asked) {
        if (!other.time().inTime(hope * other.end())) {
            return Math.min(asked, other.workers());
        }
        int spare = 0;
        while (spare < asked
                && other.workers() - spare > 1
                && other.time().inTime(other.time().resized(other.workers() - spare - 1))) {
            spare++;
        }
        return spare;
    }

    private static boolean inTime(JobDraft job) {
        return job.time().inTime(job.end());
    }
}
