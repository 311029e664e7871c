package io.prompttuner.simulator.report.timeline;

import io.prompttuner.domain.scheduling.PlannedAllocation;

/**
 * A plan gave a job another number of workers than the plan before, or decided on it for the first time.
 *
 * @param atMicros since the start of the run
 * @param before workers that it had been allocated
 * @param planned what it gets now, why, and what it does not get
 */
public record Decision(long atMicros, int before, PlannedAllocation planned) {}
