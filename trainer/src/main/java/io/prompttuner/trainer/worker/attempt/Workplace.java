package io.prompttuner.trainer.worker.attempt;

import java.time.InstantSource;

/**
 * All that a run has around it.
 *
 * @param worker who reports
 */
public record Workplace(
        String worker,
        Replica replica,
        Stores stores,
        Reports reports,
        BankLookup bank,
        Orders orders,
        GroupDoor door,
        Habits habits,
        MemoryGauge memory,
        InstantSource clock) {

    /** The same, but for where orders come from. */
    Workplace with(Orders others) {
        return new Workplace(worker, replica, stores, reports, bank, others, door, habits, memory, clock);
    }
}
