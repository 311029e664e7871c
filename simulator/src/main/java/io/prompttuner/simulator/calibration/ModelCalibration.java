package io.prompttuner.simulator.calibration;

/**
 * What is taken for true of one base model.
 *
 * @param name by which jobs name it
 * @param gpus of one worker
 * @param stepSeconds of one step on one worker
 * @param loadSeconds from an empty GPU to a warm worker, in the mean
 * @param loadSpread each load takes a factor of that, uniform in 1 plus or minus this
 * @param lookupSeconds of one lookup in the bank of the paper's size
 * @param speedupMin least speed-up by that bank
 */
public record ModelCalibration(
        String name,
        int gpus,
        double stepSeconds,
        double loadSeconds,
        double loadSpread,
        double lookupSeconds,
        double speedupMin) {}
