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
        Habits habits,
        MemoryGauge memory,
        InstantSource clock) {}
