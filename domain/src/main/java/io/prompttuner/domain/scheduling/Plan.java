package io.prompttuner.domain.scheduling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What should be, with reasons.
 *
 * @param allocations one for every job of the snapshot, in no particular order
 * @param pools one for every base model that has jobs or workers
 * @param memory to be handed to the next plan
 * @param next when time alone may change the plan, so that it must be made anew even if nothing happens; absent if never
 */
public record Plan(
        List<PlannedAllocation> allocations,
        List<PlannedPool> pools,
        PolicyMemory memory,
        @Nullable Instant next) {

    public Plan {
        allocations = List.copyOf(allocations);
        pools = List.copyOf(pools);
    }
}
