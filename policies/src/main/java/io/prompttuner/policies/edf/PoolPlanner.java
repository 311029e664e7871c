package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sizes the pools: the workers of the jobs that run, and then, on the GPUs that are left, those workers that are there and
 * have not been idle for long, the freshest first.
 */
final class PoolPlanner {

    private static final Comparator<WorkerView> MOST_USEFUL = PoolPlanner::usefulness;

    private final EdfSettings settings;
    private final ClusterSnapshot snapshot;

    PoolPlanner(EdfSettings settings, ClusterSnapshot snapshot) {
        this.settings = settings;
        this.snapshot = snapshot;
    }

    /** @param workers by job that runs */
    List<PlannedPool> pools(Map<Candidate, Integer> workers) {
        Map<String, Integer> needed = new HashMap<>();
        int freeGpus = snapshot.gpus();
        for (Map.Entry<Candidate, Integer> job : workers.entrySet()) {
            needed.merge(job.getKey().baseModel(), job.getValue(), Integer::sum);
            freeGpus -= job.getValue() * job.getKey().gpus();
        }
        Map<String, Integer> kept = kept(needed, freeGpus);
        return models().map(model -> pool(model, needed.getOrDefault(model, 0), kept.getOrDefault(model, 0)))
                .toList();
    }

    /** How many workers beyond the needed ones stay, by model. */
    private Map<String, Integer> kept(Map<String, Integer> needed, int gpus) {
        Map<String, Integer> spoken = new HashMap<>(needed);
        Map<String, Integer> kept = new HashMap<>();
        int free = gpus;
        for (WorkerView worker : snapshot.workers().stream().sorted(MOST_USEFUL).toList()) {
            boolean forJob = spoken.merge(worker.baseModel(), -1, Integer::sum) >= 0;
            if (!forJob && !idleForLong(worker) && worker.gpus() <= free) {
                free -= worker.gpus();
                kept.merge(worker.baseModel(), 1, Integer::sum);
            }
        }
        return kept;
    }

    private PlannedPool pool(String model, int needed, int kept) {
        long there = snapshot.workers().stream()
                .filter(worker -> worker.baseModel().equals(model))
                .count();
        PlannedPool.Reason some = needed > there ? PlannedPool.Reason.JOBS_WAITING : PlannedPool.Reason.KEPT_WARM;
        return new PlannedPool(model, needed + kept, needed + kept == 0 ? PlannedPool.Reason.NO_DEMAND : some);
    }

    private boolean idleForLong(WorkerView worker) {
        return worker.condition() == Condition.IDLE
                && !worker.since().plus(settings.keepIdle()).isAfter(snapshot.now());
    }

    private static int usefulness(WorkerView one, WorkerView other) {
        int order = other.condition().compareTo(one.condition()); // busy, idle, loading
        order = order == 0 ? other.since().compareTo(one.since()) : order;
        return order == 0 ? one.worker().compareTo(other.worker()) : order;
    }

    private Stream<String> models() {
        var models = new TreeSet<String>();
        snapshot.jobs().forEach(job -> models.add(job.baseModel()));
        snapshot.workers().forEach(worker -> models.add(worker.baseModel()));
        return models.stream();
    }
}
