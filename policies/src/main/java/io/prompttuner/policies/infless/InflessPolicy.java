package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Switches;

/**
 * INFless as a scheduler of tuning jobs, the paper's first baseline: instances by the traffic of each base model, kept alive
 * for as long as they usually idle, and gangs that hold what they have while they wait for the rest. See the package.
 */
public final class InflessPolicy implements SchedulingPolicy {

    private final String name;
    private final InflessSettings settings;

    private InflessPolicy(String name, InflessSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** As PromptTuner's authors describe it. */
    public static InflessPolicy described(Switches switches) {
        return new InflessPolicy("infless", InflessSettings.described(switches));
    }

    /** The strong variant: all instances of a job at once, the nearest deadline first. */
    public static InflessPolicy atomicEdf(Switches switches) {
        return new InflessPolicy("infless-atomic-edf", InflessSettings.atomicEdf(switches));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        return new InflessPlan(settings, snapshot, InflessMemory.of(memory)).made();
    }
}
