package io.prompttuner.policies.drive;

import static java.util.stream.Collectors.toMap;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.Policies;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Reads plans in tests. */
public final class Plans {

    private Plans() {}

    /** The plan of the policy that is written like this, with an empty memory. */
    public static Plan of(String policy, Scene scene) {
        return of(policy, scene.snapshot());
    }

    public static Plan of(String policy, ClusterSnapshot snapshot) {
        return Policies.named(policy).plan(snapshot, PolicyMemory.EMPTY);
    }

    /** Workers by job. */
    public static Map<String, Integer> workers(Plan plan) {
        return plan.allocations().stream()
                .collect(toMap(PlannedAllocation::job, each -> each.chosen().workers()));
    }

    /** Sizes by base model. */
    public static Map<String, Integer> pools(Plan plan) {
        return new TreeMap<>(plan.pools().stream().collect(toMap(PlannedPool::baseModel, PlannedPool::workers)));
    }

    public static PlannedAllocation allocation(Plan plan, String job) {
        return plan.allocations().stream()
                .filter(each -> each.job().equals(job))
                .findFirst()
                .orElseThrow();
    }

    /** Seconds after the usual moment at which the plan wants to be made anew; infinite if never. */
    public static double next(Plan plan) {
        return plan.next() == null
                ? Double.POSITIVE_INFINITY
                : Duration.between(Scene.NOW, plan.next()).toNanos() / 1e9;
    }
}
