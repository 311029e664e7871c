package io.prompttuner.scaling.scheduler;

import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.PoolTarget;
import java.util.List;

/**
 * What one plan has to say.
 *
 * @param allocations new ones and restated ones
 * @param forgotten jobs whose outcome is made: their allocation is to be removed
 * @param pools new ones and restated ones
 * @param decisions one for each new allocation
 */
public record Spoken(
        List<Allocation> allocations, List<String> forgotten, List<PoolTarget> pools, List<Decision> decisions) {

    static final Spoken NOTHING = new Spoken(List.of(), List.of(), List.of(), List.of());
}
