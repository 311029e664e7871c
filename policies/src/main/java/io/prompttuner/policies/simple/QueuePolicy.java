package io.prompttuner.policies.simple;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Switches;
import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import io.prompttuner.policies.time.DeclaredTimes;
import java.time.Duration;
import java.util.Comparator;

/**
 * Jobs in one queue: each gets the fewest workers that meet its deadline, one if none do, as soon as they are there; what is
 * missing is loaded. A job that runs is left alone.
 */
public final class QueuePolicy implements SchedulingPolicy {

    private static final double WINDOW = 60;

    private final String name;
    private final Comparator<JobDraft> order;
    private final boolean strict;
    private final Duration window;

    private QueuePolicy(String name, Comparator<JobDraft> order, boolean strict, Switches given) {
        this.name = name;
        this.order = order;
        this.strict = strict;
        this.window = Duration.ofMillis(Math.round(given.seconds("window", WINDOW) * 1000));
    }

    /** First come, first served: nobody overtakes, not even a job of another model. */
    public static QueuePolicy fifo(Switches given) {
        return new QueuePolicy("fifo", JobDraft.BY_ARRIVAL, true, given);
    }

    /** Whoever has least time to spare first; workers that are on their way to one are not another's. */
    public static QueuePolicy leastSlack(Switches given) {
        return new QueuePolicy("least-slack", new LeastSlack(), false, given);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        var draft = new PlanDraft(snapshot, DeclaredTimes.standard(), window, false);
        for (PoolDraft pool : draft.pools()) {
            pool.earliest().add(0, pool.idle());
            pool.countOnLoading(0);
        }
        draft.waiting().sort(order);
        boolean held = false;
        for (JobDraft job : draft.waiting()) {
            if (held) {
                job.await(job.end(), "others came first");
            } else {
                held = !serve(job, draft) && strict;
            }
        }
        draft.pools().forEach(pool -> pool.spare(pool.idle()));
        return draft.plan(memory);
    }

    /** Whether it starts; if not, the workers that are there or on their way are kept for it. */
    private boolean serve(JobDraft job, PlanDraft draft) {
        PoolDraft pool = job.pool();
        int workers = fewest(job, draft);
        double available = available(pool, workers);
        double end = available + job.time().warm(workers);
        int idle = Math.min(workers, pool.idle());
        pool.take(idle);
        if (idle == workers) {
            pool.earliest().remove(workers);
            job.start(workers, end, "its turn, on the fewest workers that meet its deadline");
            return true;
        }
        int there = Math.min(workers, pool.earliest().size());
        pool.earliest().remove(there);
        int loaded = Math.min(workers - there, draft.coldGpus() / pool.gpus());
        pool.fetch(loaded);
        draft.useCold(loaded * pool.gpus());
        job.await(end, loaded > 0 ? "workers are loaded for it" : "its turn, but workers are missing");
        if (there == workers) {
            draft.alarm().in(available);
        } else if (job.time().inTime(end)) {
            draft.alarm().in(job.time().untilDeadline() - end); // then it needs more
        }
        if (!strict && !LeastSlack.hopeless(job)) {
            draft.alarm().in(job.time().untilDeadline() - LeastSlack.fastest(job)); // then it comes last
        }
        return false;
    }

    private static int fewest(JobDraft job, PlanDraft draft) {
        int most = Math.min(job.maxWorkers(), draft.gpus() / job.pool().gpus());
        for (int workers = 1; workers <= most; workers++) {
            if (job.time().inTime(available(job.pool(), workers) + job.time().warm(workers))) {
                return workers;
            }
        }
        return 1;
    }

    /** When so many workers are there, if those that are missing are loaded now. */
    private static double available(PoolDraft pool, int workers) {
        return Math.min(pool.earliest().at(workers), pool.load());
    }
}
