package io.prompttuner.simulator.bound;

/**
 * What every policy must pay and miss on one workload, at least.
 *
 * @param jobs how many there are
 * @param alone jobs whose deadline cannot be met even with all GPUs warm and to themselves
 * @param violations jobs that miss their deadline at least, those included
 * @param gpuSeconds that are needed to bring every job to its target
 */
public record Bound(int jobs, long alone, long violations, double gpuSeconds) {

    private static final double PERCENT = 100;

    /** Violations as a share of all jobs, in percent; 0 if there are none. */
    public double violationPct() {
        return jobs == 0 ? 0 : PERCENT * violations / jobs;
    }
}
