package io.prompttuner.scaling.record;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;

/**
 * One plan with all that it was made from.
 *
 * @param policy that made it, with its switches
 * @param snapshot that it was shown
 * @param memory that it was given
 * @param plan that it made
 */
public record RecordedPlan(String policy, ClusterSnapshot snapshot, PolicyMemory memory, Plan plan) {}
