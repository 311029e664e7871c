package io.prompttuner.simulator.workload;

/**
 * What is true of one base model.
 *
 * @param name by which jobs name it
 * @param gpusPerWorker GPUs that one replica occupies
 * @param stepSeconds wall time of one optimiser step on one worker
 * @param loadSeconds from an empty GPU to a warm worker, in the mean
 * @param loadSpread each load takes a factor of the mean, uniform in 1 plus or minus this; in [0, 1)
 * @param lookupSeconds of one lookup in the prompt bank, on the job's own workers
 */
public record BaseModelSpec(
        String name,
        int gpusPerWorker,
        double stepSeconds,
        double loadSeconds,
        double loadSpread,
        double lookupSeconds) {}
