package io.prompttuner.simulator.experiment;

/**
 * What a policy is run on.
 *
 * @param source where the jobs are from
 * @param slo S: a deadline is S times a job's duration after its arrival, and some for overhead
 * @param gpus of the cluster
 * @param seed of all chance, in the workload and in the run
 */
public record Scenario(WorkloadSource source, double slo, int gpus, long seed) {}
