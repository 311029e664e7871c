package io.prompttuner.policies.elasticflow;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.policies.elasticflow.Portion.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts what was decided into words, and into a plan. */
final class Decisions {

    private final Map<String, Integer> workers = new TreeMap<>();
    private final Map<String, Integer> there = new TreeMap<>();

    Decisions(ClusterSnapshot snapshot) {
        for (WorkerView worker : snapshot.workers()) {
            workers.putIfAbsent(worker.baseModel(), 0);
            there.merge(worker.baseModel(), 1, Integer::sum);
        }
    }

    /** Nothing, as long as no job has ever come. */
    Plan nothing(PolicyMemory memory) {
        return plan(List.of(), memory, null);
    }

    /** What the last rescheduling decided, until the next is due. */
    Plan repeated(List<Candidate> jobs, ElasticFlowMemory last, PolicyMemory memory, @Nullable Instant due) {
        List<PlannedAllocation> allocations = new ArrayList<>(jobs.size());
        for (Candidate job : jobs) {
            allocations.add(repeated(job, last.admitted().get(job.time().id())));
        }
        return plan(allocations, memory, due);
    }

    /** What this rescheduling has decided. */
    Plan made(List<Portion> portions, Grid grid, ElasticFlowMemory memory) {
        List<PlannedAllocation> allocations = new ArrayList<>(portions.size());
        for (Portion portion : portions) {
            allocations.add(allocation(portion, grid));
        }
        return plan(allocations, memory.encoded(), memory.planned());
    }

    private Plan plan(List<PlannedAllocation> allocations, PolicyMemory memory, @Nullable Instant next) {
        List<PlannedPool> pools = new ArrayList<>();
        workers.forEach((model, count) -> pools.add(new PlannedPool(model, count, reason(model, count))));
        return new Plan(allocations, pools, memory, next);
    }

    private PlannedPool.Reason reason(String model, int count) {
        boolean more = count > there.getOrDefault(model, 0);
        PlannedPool.Reason some = more ? PlannedPool.Reason.JOBS_WAITING : PlannedPool.Reason.KEPT_WARM;
        return count == 0 ? PlannedPool.Reason.NO_DEMAND : some;
    }

    private PlannedAllocation repeated(Candidate job, @Nullable Boolean admitted) {
        int level = job.time().view().wanted();
        workers.merge(job.time().baseModel(), level, Integer::sum);
        String waiting = admitted == null
                ? "new: waits for the next rescheduling"
                : admitted ? "admitted: its time comes later in the plan" : "declined: nothing is left for it";
        return level == 0
                ? waiting(job, waiting, start(job))
                : running(job, level, "keeps what the last rescheduling gave it", pause(job));
    }

    private PlannedAllocation allocation(Portion portion, Grid grid) {
        Candidate job = portion.job();
        workers.merge(job.time().baseModel(), portion.now(), Integer::sum);
        @Nullable Choice higher = higher(portion);
        if (portion.now() == 0) {
            return waiting(job, whyNothing(portion, grid), higher);
        }
        return running(job, portion.now(), whySome(portion), higher == null ? pause(job) : higher);
    }

    private static PlannedAllocation running(Candidate job, int level, String note, Choice rejected) {
        AllocationReason reason = job.inTime(level) ? AllocationReason.MEETS_DEADLINE : AllocationReason.BEST_EFFORT;
        return new PlannedAllocation(job.time().id(), new Choice(level, 1, late(job, level), note), reason, rejected);
    }

    private static PlannedAllocation waiting(Candidate job, String note, @Nullable Choice rejected) {
        AllocationReason reason = job.time().view().held() > 0
                ? AllocationReason.YIELDED_TO_MORE_URGENT
                : AllocationReason.WAITING_FOR_CAPACITY;
        return new PlannedAllocation(job.time().id(), new Choice(0, 1, late(job, 1), note), reason, rejected);
    }

    private static String whySome(Portion portion) {
        String also = portion.now() > portion.minimum() ? ", and more is left over" : "";
        return switch (portion.standing()) {
            case IN_TIME -> "its minimum share now is %d%s".formatted(portion.minimum(), also);
            case LATE -> "admitted, but its deadline can't be met any more: runs on what is left";
            case DECLINED -> "declined: runs on what admitted jobs leave";
        };
    }

    private static String whyNothing(Portion portion, Grid grid) {
        @Nullable Share share = portion.share();
        if (portion.job().top() == 0) {
            return "the cluster is smaller than one of its workers";
        }
        if (share != null) {
            return "admitted: starts in %.0f s at the latest".formatted(grid.start(share.begins()));
        }
        return portion.standing() == Standing.LATE
                ? "admitted, but its deadline can't be met any more, and nothing is left"
                : "declined: its deadline or that of an admitted job would be missed";
    }

    /** The next level that it did not get, from nothing to one among them. */
    private static @Nullable Choice higher(Portion portion) {
        int level = Math.max(1, 2 * portion.now());
        return level > portion.job().top()
                ? null
                : new Choice(
                        level, 1, late(portion.job(), level), "no room beside the plan, or not worth another start");
    }

    private static Choice start(Candidate job) {
        return new Choice(1, 1, late(job, 1), "start before the next rescheduling");
    }

    private static Choice pause(Candidate job) {
        return new Choice(
                0, 1, job.time().load() + job.time().warm(1) - job.time().untilDeadline(), "pause it");
    }

    private static double late(Candidate job, int level) {
        return job.finish(level) - job.time().untilDeadline();
    }
}
