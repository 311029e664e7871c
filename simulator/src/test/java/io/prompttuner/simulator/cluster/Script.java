package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A policy that does what it was told beforehand: from a second on, a job has so many workers, and a pool is so large. */
final class Script implements SchedulingPolicy {

    private final Map<String, NavigableMap<Integer, Integer>> wishes = new HashMap<>();
    private final NavigableMap<Integer, Integer> sizes = new TreeMap<>(Map.of(0, 0));
    private final List<ClusterSnapshot> seen = new ArrayList<>();

    Script job(String job, int fromSecond, int workers) {
        wishes.computeIfAbsent(job, any -> new TreeMap<>(Map.of(0, 0))).put(fromSecond, workers);
        return this;
    }

    Script pool(int fromSecond, int workers) {
        sizes.put(fromSecond, workers);
        return this;
    }

    /** What it was shown, in order. */
    List<ClusterSnapshot> seen() {
        return seen;
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        seen.add(snapshot);
        int second = (int) Duration.between(Instant.EPOCH, snapshot.now()).toSeconds();
        List<PlannedAllocation> allocations =
                snapshot.jobs().stream().map(job -> planned(job, second)).toList();
        List<PlannedPool> pools = List.of(
                new PlannedPool(Workloads.MODEL, sizes.floorEntry(second).getValue(), PlannedPool.Reason.KEPT_WARM));
        return new Plan(
                allocations,
                pools,
                memory,
                snapshot.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    private PlannedAllocation planned(JobView job, int second) {
        int workers = wishes.getOrDefault(job.job(), new TreeMap<>(Map.of(0, 0)))
                .floorEntry(second)
                .getValue();
        return new PlannedAllocation(
                job.job(), new Choice(workers, 1, 0, "as told"), AllocationReason.MEETS_DEADLINE, null);
    }
}
