package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Another policy that also gives GPUs nobody needs to some job, and for some seconds, by its name and the time alone. */
record SharingPolicy(SchedulingPolicy inner) implements SchedulingPolicy {

    private static final int SECONDS = 4;

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        Plan plan = inner.plan(snapshot, memory);
        Map<String, String> models =
                snapshot.jobs().stream().collect(Collectors.toMap(JobView::job, JobView::baseModel));
        long era = snapshot.now().getEpochSecond() / SECONDS;
        int spare = snapshot.gpus() - sum(plan.allocations());
        Map<String, Integer> held = new HashMap<>();
        List<PlannedAllocation> shared = new ArrayList<>();
        for (PlannedAllocation planned : plan.allocations()) {
            int more =
                    planned.chosen().runs() ? Math.min(spare, Math.floorMod(Objects.hash(planned.job(), era), 3)) : 0;
            spare -= more;
            shared.add(with(planned, more));
            held.merge(models.getOrDefault(planned.job(), ""), planned.chosen().workers() + more, Integer::sum);
        }
        List<PlannedPool> pools = plan.pools().stream()
                .map(pool -> new PlannedPool(
                        pool.baseModel(),
                        Math.max(pool.workers(), held.getOrDefault(pool.baseModel(), 0)),
                        pool.reason()))
                .toList();
        return new Plan(shared, pools, plan.memory(), plan.next());
    }

    private static int sum(List<PlannedAllocation> allocations) {
        return allocations.stream()
                .mapToInt(planned -> planned.chosen().workers())
                .sum();
    }

    private static PlannedAllocation with(PlannedAllocation planned, int more) {
        Choice one = planned.chosen();
        return new PlannedAllocation(
                planned.job(),
                new Choice(one.workers() + more, one.batchScale(), one.lateness(), one.note()),
                planned.reason(),
                planned.rejected());
    }
}
