package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A policy that wants something else at each moment, for no reason: whatever it does, the cluster must stay consistent. After
 * some minutes it is tired and lets everybody run.
 */
record Whim(long seed) implements SchedulingPolicy {

    @Override
    public String name() {
        return "whim";
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        var chance = new Random(seed ^ snapshot.now().hashCode());
        boolean tired = snapshot.now().isAfter(Instant.EPOCH.plusSeconds(120));
        List<PlannedAllocation> allocations = new ArrayList<>();
        snapshot.jobs()
                .forEach(job -> allocations.add(new PlannedAllocation(
                        job.job(),
                        new Choice(tired ? 1 : wish(chance, job.wanted()), 1, 0, "a whim"),
                        AllocationReason.BEST_EFFORT,
                        null)));
        List<PlannedPool> pools = new ArrayList<>();
        snapshot.profiles()
                .forEach(model -> pools.add(new PlannedPool(
                        model.baseModel(),
                        tired ? 2 : chance.nextInt(1 + snapshot.gpus()),
                        PlannedPool.Reason.KEPT_WARM)));
        return new Plan(allocations, pools, memory, snapshot.now().plusMillis(100L + chance.nextInt(3_000)));
    }

    private static int wish(Random chance, int before) {
        return chance.nextInt(3) == 0 ? chance.nextInt(5) : before;
    }
}
