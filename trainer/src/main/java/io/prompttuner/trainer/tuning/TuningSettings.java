package io.prompttuner.trainer.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * How a prompt is tuned. All of it shapes the result, so all of it stands in the manifest.
 *
 * @param promptTokens length of a plain start; a start from a text or a prompt has its own length
 * @param batchSize examples per optimiser step at full batch scale
 * @param microBatches parts the batch is cut into, whatever the number of workers
 * @param learningRate AdamW's step size, at its highest
 * @param weightDecay AdamW's decoupled decay
 * @param clipNorm largest Euclidean norm of the mean gradient
 * @param evaluateEvery optimiser steps between two held-out evaluations
 * @param schedule how the learning rate changes from step to step
 */
public record TuningSettings(
        int promptTokens,
        int batchSize,
        int microBatches,
        double learningRate,
        double weightDecay,
        double clipNorm,
        int evaluateEvery,
        Schedule schedule) {

    public TuningSettings {
        var faults = new ArrayList<String>();
        require(faults, promptTokens >= 1, "promptTokens must be at least 1, got " + promptTokens);
        require(faults, batchSize >= 1, "batchSize must be at least 1, got " + batchSize);
        require(
                faults,
                microBatches >= 1 && microBatches <= batchSize,
                "microBatches must be from 1 to batchSize, got " + microBatches);
        require(faults, learningRate > 0 && learningRate < 1e3, "learningRate must be positive, got " + learningRate);
        require(faults, weightDecay >= 0 && weightDecay < 1, "weightDecay must be in [0, 1), got " + weightDecay);
        require(faults, clipNorm > 0, "clipNorm must be positive, got " + clipNorm);
        require(faults, evaluateEvery >= 1, "evaluateEvery must be at least 1, got " + evaluateEvery);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** Settings with a constant learning rate. */
    public TuningSettings(
            int promptTokens,
            int batchSize,
            int microBatches,
            double learningRate,
            double weightDecay,
            double clipNorm,
            int evaluateEvery) {
        this(
                promptTokens,
                batchSize,
                microBatches,
                learningRate,
                weightDecay,
                clipNorm,
                evaluateEvery,
                Schedule.CONSTANT);
    }

    /** What small-lm's tasks tune well with. */
    public static TuningSettings defaults() {
        return new TuningSettings(16, 16, 4, 0.003, 0, 1, 10);
    }

    /** AdamW's step size for the step after so many. */
    public double learningRateAt(long step) {
        return learningRate * schedule.share(step);
    }

    /** Micro-batches a step uses at this batch scale: the first ones of the fixed list, at least one. */
    public int microBatchesAt(double batchScale) {
        return Math.max(1, (int) Math.ceil(microBatches * batchScale - 1e-9));
    }

    private static void require(List<String> faults, boolean valid, String fault) {
        if (!valid) {
            faults.add(fault);
        }
    }
}
