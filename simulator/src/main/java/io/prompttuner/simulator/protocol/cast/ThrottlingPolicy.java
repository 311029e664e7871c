package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import java.util.Objects;

/** Another policy that also throttles: a job in four, and for some seconds, by its name and the time alone. */
record ThrottlingPolicy(SchedulingPolicy inner) implements SchedulingPolicy {

    private static final int SECONDS = 3;

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        Plan plan = inner.plan(snapshot, memory);
        long era = snapshot.now().getEpochSecond() / SECONDS;
        return new Plan(
                plan.allocations().stream()
                        .map(allocation -> throttled(allocation, era))
                        .toList(),
                plan.pools(),
                plan.memory(),
                plan.next());
    }

    private static PlannedAllocation throttled(PlannedAllocation planned, long era) {
        Choice chosen = planned.chosen();
        boolean throttles = chosen.runs() && Math.floorMod(Objects.hash(planned.job(), era), 4) == 0;
        return throttles
                ? new PlannedAllocation(
                        planned.job(),
                        new Choice(chosen.workers(), 0.5, chosen.lateness(), chosen.note()),
                        planned.reason(),
                        planned.rejected())
                : planned;
    }
}
