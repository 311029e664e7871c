package io.prompttuner.simulator.replay;

import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Policies;
import io.prompttuner.scaling.record.PlanCodec;
import io.prompttuner.scaling.record.RecordedPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks a policy again what a recorded scheduler was asked, plan by plan.
 *
 * <p>The policy that made the record is given the memory that it had; its plans must come out exactly as they were. Another
 * one begins with no memory and goes on with its own: what it wants is compared with what was wanted, on facts that came of
 * the recorded plans.
 */
public final class Replay {

    private final @Nullable SchedulingPolicy other;
    private final Map<String, SchedulingPolicy> byName = new HashMap<>();
    private final ReplayReport.Builder report = new ReplayReport.Builder();
    private PolicyMemory memory = PolicyMemory.EMPTY;

    /**
     * @param policy to ask; absent: the recorded one
     */
    public Replay(@Nullable String policy) {
        this.other = policy == null ? null : Policies.named(policy);
    }

    /** Takes one line of the record. */
    public void take(String line) {
        if (line.isBlank()) {
            return;
        }
        Optional<RecordedPlan> recorded = PlanCodec.decode(line);
        if (recorded.isEmpty()) {
            report.unreadable();
        } else if (other == null) {
            again(recorded.get());
        } else {
            compare(recorded.get(), other);
        }
    }

    /** What came of all lines so far. */
    public ReplayReport report() {
        return report.built();
    }

    private void again(RecordedPlan recorded) {
        SchedulingPolicy same = byName.computeIfAbsent(recorded.policy(), Policies::named);
        Plan plan = same.plan(recorded.snapshot(), recorded.memory());
        boolean equal = Set.copyOf(plan.allocations())
                        .equals(Set.copyOf(recorded.plan().allocations()))
                && Set.copyOf(plan.pools()).equals(Set.copyOf(recorded.plan().pools()));
        report.plan(recorded.snapshot().now(), differences(recorded.plan(), plan), equal);
    }

    private void compare(RecordedPlan recorded, SchedulingPolicy policy) {
        Plan plan = policy.plan(recorded.snapshot(), memory);
        memory = plan.memory();
        Set<String> differences = differences(recorded.plan(), plan);
        report.plan(recorded.snapshot().now(), differences, differences.isEmpty());
    }

    private static Set<String> differences(Plan was, Plan is) {
        Set<String> differences = new TreeSet<>();
        differ("job", workers(was), workers(is), differences);
        differ("pool", sizes(was), sizes(is), differences);
        return differences;
    }

    private static void differ(String what, Map<String, Integer> was, Map<String, Integer> is, Set<String> into) {
        Set<String> keys = new TreeSet<>(was.keySet());
        keys.addAll(is.keySet());
        for (String key : keys) {
            int before = was.getOrDefault(key, 0);
            int now = is.getOrDefault(key, 0);
            if (before != now) {
                into.add("%s %s: %d workers, was %d".formatted(what, key, now, before));
            }
        }
    }

    private static Map<String, Integer> workers(Plan plan) {
        Map<String, Integer> workers = new TreeMap<>();
        for (PlannedAllocation planned : plan.allocations()) {
            workers.put(planned.job(), planned.chosen().workers());
        }
        return workers;
    }

    private static Map<String, Integer> sizes(Plan plan) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (PlannedPool pool : plan.pools()) {
            sizes.put(pool.baseModel(), pool.workers());
        }
        return sizes;
    }
}
