package io.prompttuner.domain.scheduling;

import java.util.List;

/**
 * What should be, with reasons.
 *
 * @param allocations one for every job of the snapshot, in no particular order
 * @param pools one for every base model that has jobs or workers
 * @param memory to be handed to the next plan
 */
public record Plan(List<PlannedAllocation> allocations, List<PlannedPool> pools, PolicyMemory memory) {

    public Plan {
        allocations = List.copyOf(allocations);
        pools = List.copyOf(pools);
    }
}
