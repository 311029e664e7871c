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
import io.prompttuner.policies.time.JobTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Earliest deadline first on warm pools, with as many workers as it takes.
 *
 * <p>A waiting job gets the fewest workers that meet its deadline, from the first source that has them: idle workers; those
 * that will be idle soon enough; what running jobs can spare; the cold pool; idle workers of other models, unloaded for it.
 * Jobs for which there is no such source are late if they make every step that they may make; they come next, and nobody is
 * disturbed for them, as if they made a share of those only ({@code hope}). What is idle then and wanted by nobody speeds up
 * jobs that run ({@code spread}).
 */
public final class ElasticEdfPolicy implements SchedulingPolicy {

    /** Seconds; half of the paper's, since jobs that can be resized do with fewer idle workers. */
    private static final double WINDOW = 30;

    /** Most jobs reach their target well before the last step that they may make. */
    private static final double HOPE = 0.5;

    private final Duration window;
    private final boolean spread;
    private final double hope;

    public ElasticEdfPolicy(Switches given) {
        this.window = Duration.ofMillis(Math.round(given.seconds("window", WINDOW) * 1000));
        this.spread = given.on("spread", true);
        this.hope = given.real("hope", 0, 1, HOPE);
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
        var takeBack = new TakeBack(draft, hope);
        draft.waiting().sort(JobDraft.BY_DEADLINE);
        for (JobDraft job : draft.waiting()) {
            if (!(start(job, 1) || delay(job, draft, 1) || takeBack.serve(job) || load(job, draft, 1))) {
                late.add(job);
            }
        }
        List<JobDraft> lost = new ArrayList<>();
        for (JobDraft job : late) {
            if (!(start(job, hope) || delay(job, draft, hope) || load(job, draft, hope))) {
                lost.add(job);
            }
            alarm(job, draft, takeBack);
        }
        draft.pools().forEach(pool -> pool.spare(idle(pool)));
        lost.forEach(job -> serveLast(job, draft));
        if (spread) {
            new Spread(draft).run();
        }
        return draft.plan(memory);
    }

    /** On idle workers that nobody with a nearer deadline waits for. */
    private static boolean start(JobDraft job, double share) {
        PoolDraft pool = job.pool();
        int most = Math.min(job.maxWorkers(), idle(pool));
        for (int workers = 1; workers <= most; workers++) {
            if (job.time().inTime(warm(job, workers, share))) {
                double end = job.time().warm(workers);
                pool.take(workers);
                pool.earliest().remove(workers);
                pool.earliest().add(end, workers);
                job.start(workers, end, "the fewest idle workers that meet its deadline");
                return true;
            }
        }
        return false;
    }

    /** On workers that are busy or on their way, if they come soon enough. */
    private static boolean delay(JobDraft job, PlanDraft draft, double share) {
        EarliestTimes earliest = job.pool().earliest();
        for (int workers = 1; workers <= Math.min(job.maxWorkers(), earliest.size()); workers++) {
            double available = earliest.at(workers);
            if (job.time().inTime(available + warm(job, workers, share))) {
                double end = available + job.time().warm(workers);
                earliest.book(workers, end);
                job.await(end, "can wait for workers that are busy or on their way");
                draft.alarm().in(available);
                return true;
            }
        }
        return false;
    }

    /** On workers loaded for it, together with those that are there by then. */
    private static boolean load(JobDraft job, PlanDraft draft, double share) {
        PoolDraft pool = job.pool();
        int there = 0;
        while (there < job.maxWorkers() && pool.earliest().at(there + 1) <= pool.load() - JobTime.ROUNDING) {
            there++;
        }
        draft.alarm()
                .in(Math.max(JobTime.ROUNDING, pool.earliest().at(there + 1) - pool.load())); // one more will be there
        for (int workers = there + 1; workers <= job.maxWorkers(); workers++) {
            double slack = job.time().untilDeadline() - pool.load() - warm(job, workers, share);
            if (job.time().inTime(job.time().untilDeadline() - slack)) {
                return makeRoom((workers - there) * pool.gpus(), pool, draft)
                        && load(job, draft, there, workers, slack);
            }
        }
        return false;
    }

    private static boolean load(JobDraft job, PlanDraft draft, int there, int workers, double slack) {
        PoolDraft pool = job.pool();
        double end = pool.load() + job.time().warm(workers);
        pool.earliest().book(there, end);
        pool.earliest().add(end, workers - there);
        pool.fetch(workers - there);
        draft.useCold((workers - there) * pool.gpus());
        job.await(end, "workers are loaded for it");
        draft.alarm().in(slack);
        return true;
    }

    /** Seconds that it takes on so many warm workers if it makes this share of the steps that it may make. */
    private static double warm(JobDraft job, int workers, double share) {
        return job.time().setup(workers) + share * job.time().steps(workers);
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

    /** A job that was not served for sure may be when others can spare more, until that would be too late. */
    private static void alarm(JobDraft job, PlanDraft draft, TakeBack takeBack) {
        double left = job.time().untilDeadline() - LeastSlack.fastest(job);
        if (left > 0) {
            draft.alarm().in(left);
            takeBack.alarm(job);
        }
    }

    /** A job whose deadline is lost: it gets a worker that nobody else wants. */
    private static void serveLast(JobDraft job, PlanDraft draft) {
        PoolDraft pool = job.pool();
        if (pool.spare() > 0) {
            pool.takeSpare(1);
            pool.earliest().remove(1);
            job.start(1, job.time().warm(1), "its deadline is lost; nobody else wants the worker");
        } else if (pool.workers() == 0 && draft.coldGpus() >= pool.gpus()) {
            pool.fetch(1);
            draft.useCold(pool.gpus());
            job.await(pool.load() + job.time().warm(1), "its deadline is lost; a worker is loaded for it");
        } else {
            job.await(job.end(), "its deadline is lost; waits for a worker that nobody else wants");
        }
    }

    /** Idle workers that nobody waits for. */
    private static int idle(PoolDraft pool) {
        return Math.max(0, pool.idle() - pool.earliest().bookedNow());
    }
}
