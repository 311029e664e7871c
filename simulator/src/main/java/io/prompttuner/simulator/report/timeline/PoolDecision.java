package io.prompttuner.simulator.report.timeline;

import io.prompttuner.domain.scheduling.PlannedPool;

/**
 * A plan gave a pool another size than the plan before.
 *
 * @param atMicros since the start of the run
 * @param before its size by the plan before; 0 if there was none
 * @param planned size, and why
 */
public record PoolDecision(long atMicros, int before, PlannedPool planned) {}
