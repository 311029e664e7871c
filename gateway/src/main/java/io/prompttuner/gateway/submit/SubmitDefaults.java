package io.prompttuner.gateway.submit;

/**
 * What a job gets for what it leaves out. The settings are those that tuned every task family of the small model.
 *
 * @param maxSteps optimiser steps
 * @param evaluateEvery optimiser steps between two held-out evaluations, at most {@code maxSteps}
 * @param promptTokens length of the soft prompt
 * @param batchSize examples per optimiser step
 * @param microBatches pieces the batch is cut into, at most {@code batchSize}
 * @param learningRate AdamW's step size
 * @param maxWorkers workers it may hold at a time
 * @param minBatchScale share of the global batch it may be throttled to; 1 means never
 */
public record SubmitDefaults(
        long maxSteps,
        int evaluateEvery,
        int promptTokens,
        int batchSize,
        int microBatches,
        double learningRate,
        int maxWorkers,
        double minBatchScale) {

    /** As documented in {@code job.schema.json}. */
    public static final SubmitDefaults DEFAULT = new SubmitDefaults(300, 10, 16, 16, 4, 0.003, 1, 1);
}
