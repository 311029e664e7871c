package io.prompttuner.policies.simple;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Switches;
import io.prompttuner.policies.draft.EarliestTimes;
import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import io.prompttuner.policies.time.DeclaredTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Earliest deadline first on warm pools, with as many workers as it takes.
 *
 * <p>A waiting job gets the fewest workers that meet its deadline, from the first source that has them: idle workers; those
 * that will be idle soon enough; what running jobs can spare; the cold pool; idle workers of other models, unloaded for it.
 * What is idle then and wanted by nobody speeds up jobs that run.
 */
public final class ElasticEdfPolicy implements SchedulingPolicy {

    private static final double WINDOW = 60;

    private final Duration window;
    private final boolean spread;

    public ElasticEdfPolicy(Switches given) {
        this.window = Duration.ofMillis(Math.round(given.seconds("window", WINDOW) * 1000));
        this.spread = given.on("spread", true);
    }

    @Override
    public String name() {
        return "edf-elastic";
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        var draft = new PlanDraft(snapshot, DeclaredTimes.standard(), window, false);
        for (PoolDraft pool : draft.pools()) {
            pool.earliest().add(0, pool.idle());
            pool.countOnLoading(0);
        }
        for (JobDraft job : draft.running()) {
            job.pool().earliest().add(job.end(), job.workers());
        }
        List<JobDraft> late = new ArrayList<>();
        var takeBack = new TakeBack(draft);
        draft.waiting().sort(JobDraft.BY_DEADLINE);
        for (JobDraft job : draft.waiting()) {
            boolean served = !LeastSlack.hopeless(job)
                    && (start(job) || delay(job, draft) || takeBack.serve(job) || load(job, draft));
            if (!served) {
                late.add(job);
            }
        }
        draft.pools().forEach(pool -> pool.spare(idle(pool)));
        late.forEach(job -> serveLate(job, draft, takeBack));
        if (spread) {
            new Spread(draft).run();
        }
        return draft.plan(memory);
    }

    /** On idle workers that nobody with a nearer deadline waits for. */
    private static boolean start(JobDraft job) {
        PoolDraft pool = job.pool();
        int workers = job.time().fewest(Math.min(job.maxWorkers(), idle(pool)), 0);
        if (workers == 0) {
            return false;
        }
        double end = job.time().warm(workers);
        pool.take(workers);
        pool.earliest().remove(workers);
        pool.earliest().add(end, workers);
        job.start(workers, end, "the fewest idle workers that meet its deadline");
        return true;
    }

    /** On workers that are busy or on their way, if they come soon enough. */
    private static boolean delay(JobDraft job, PlanDraft draft) {
        EarliestTimes earliest = job.pool().earliest();
        for (int workers = 1; workers <= Math.min(job.maxWorkers(), earliest.size()); workers++) {
            double available = earliest.at(workers);
            double end = available + job.time().warm(workers);
            if (job.time().inTime(end)) {
                earliest.book(workers, end);
                job.await(end, "can wait for workers that are busy or on their way");
                draft.alarm().in(available);
                return true;
            }
        }
        return false;
    }

    /** On workers loaded for it, together with those that are there by then. */
    private static boolean load(JobDraft job, PlanDraft draft) {
        PoolDraft pool = job.pool();
        int there = 0;
        while (pool.earliest().at(there + 1) <= pool.load()) {
            there++;
        }
        for (int workers = there + 1; workers <= job.maxWorkers(); workers++) {
            double end = pool.load() + job.time().warm(workers);
            int gpus = (workers - there) * pool.gpus();
            if (job.time().inTime(end)) {
                if (!makeRoom(gpus, pool, draft)) {
                    return false;
                }
                pool.earliest().book(there, end);
                pool.earliest().add(end, workers - there);
                pool.fetch(workers - there);
                draft.useCold(gpus);
                job.await(end, "workers are loaded for it");
                draft.alarm().in(job.time().untilDeadline() - end);
                return true;
            }
        }
        return false;
    }

    /** Unloads idle workers of other models, the largest idle pool first, until there are enough cold GPUs, if that helps. */
    private static boolean makeRoom(int gpus, PoolDraft forPool, PlanDraft draft) {
        List<PoolDraft> others = new ArrayList<>();
        int room = draft.coldGpus();
        for (PoolDraft pool : draft.pools()) {
            if (pool != forPool && pool.loading() + pool.fetched() == 0 && idle(pool) > 0) {
                others.add(pool);
                room += idle(pool) * pool.gpus();
            }
        }
        if (room < gpus) {
            return false;
        }
        others.sort((one, other) -> {
            int order = Integer.compare(idle(other) * other.gpus(), idle(one) * one.gpus());
            return order == 0 ? one.baseModel().compareTo(other.baseModel()) : order;
        });
        for (PoolDraft pool : others) {
            int missing = Math.max(0, gpus - draft.coldGpus());
            int gone = Math.min(idle(pool), (missing + pool.gpus() - 1) / pool.gpus());
            pool.giveUp(gone);
            pool.earliest().remove(gone);
            draft.useCold(-gone * pool.gpus());
        }
        return true;
    }

    /** A job that is late by any reckoning, which is an upper bound: it gets what nobody else wants, in case it is early. */
    private static void serveLate(JobDraft job, PlanDraft draft, TakeBack takeBack) {
        PoolDraft pool = job.pool();
        boolean past = job.time().untilDeadline() <= 0;
        if (!past) {
            draft.alarm().in(job.time().untilDeadline());
            takeBack.alarm(job);
        }
        if (pool.spare() > 0) {
            int workers = past ? 1 : Math.min(job.maxWorkers(), pool.spare());
            pool.takeSpare(workers);
            pool.earliest().remove(workers);
            job.start(workers, job.time().warm(workers), "late by any reckoning; nobody else wants the workers");
        } else if (pool.workers() == 0 && draft.coldGpus() >= pool.gpus()) {
            pool.fetch(1);
            draft.useCold(pool.gpus());
            job.await(pool.load() + job.time().warm(1), "late by any reckoning; a worker is loaded for it");
        } else {
            job.await(job.end(), "late by any reckoning; waits for workers that nobody else wants");
        }
    }

    /** Idle workers that nobody waits for. */
    private static int idle(PoolDraft pool) {
        return Math.max(0, pool.idle() - pool.earliest().bookedNow());
    }
}
