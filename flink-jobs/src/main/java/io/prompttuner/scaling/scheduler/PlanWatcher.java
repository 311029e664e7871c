package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;

/** Looks on while a scheduler plans. */
public interface PlanWatcher {

    /** Looks at nothing. */
    PlanWatcher NOBODY = (snapshot, memory, plan) -> {};

    /** A policy that was given this has made that plan. */
    void planned(ClusterSnapshot snapshot, PolicyMemory memory, Plan plan);
}
