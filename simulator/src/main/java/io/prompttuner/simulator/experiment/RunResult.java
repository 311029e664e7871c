package io.prompttuner.simulator.experiment;

import io.prompttuner.policies.PolicySpec;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one policy came to in one scenario.
 *
 * @param workload where the jobs are from
 * @param load how heavy it is
 * @param slo S
 * @param gpus of the cluster
 * @param policy name and switches
 * @param seed of all chance
 * @param jobs how many
 * @param violations jobs that missed their deadline, unfinished ones included
 * @param unfinished jobs that never reached their target
 * @param costUsd what is paid
 * @param gpuSeconds that are paid for
 * @param loadingGpuSeconds of GPUs that load, whether paid for or not
 * @param resizes how often a running job's number of workers changed
 * @param tenants jobs and violations by tenant
 */
public record RunResult(
        String workload,
        String load,
        double slo,
        int gpus,
        PolicySpec policy,
        long seed,
        int jobs,
        long violations,
        long unfinished,
        double costUsd,
        double gpuSeconds,
        double loadingGpuSeconds,
        long resizes,
        SortedMap<String, Tally> tenants) {

    public RunResult {
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
    }

    /** Violations as a share of all jobs, in percent; 0 if there are none. */
    public double violationPct() {
        return new Tally(jobs, violations).violationPct();
    }
}
