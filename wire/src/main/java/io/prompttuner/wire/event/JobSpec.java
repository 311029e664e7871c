package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant asks for, apart from when.
 *
 * @param name what people call the task, as in {@code emotion/street}
 * @param baseModel name in the catalogue of base models
 * @param dataset SHA-256 of the dataset's bytes, lower-case hex
 * @param target ends the job as succeeded
 * @param maxSteps optimiser steps after which the job ends as exhausted
 * @param evaluateEvery optimiser steps between two held-out evaluations
 * @param promptTokens length of the soft prompt
 * @param batchSize examples per optimiser step at full batch scale
 * @param microBatches number of micro-batches the global batch is cut into, whatever the number of workers
 * @param learningRate AdamW's step size
 * @param maxWorkers most workers the job may hold at a time
 * @param minBatchScale lowest share of the global batch the scheduler may throttle it to, in (0, 1]
 * @param recipe how it is tuned where that is not as usual; absent if all is
 */
public record JobSpec(
        String name,
        String baseModel,
        String dataset,
        Target target,
        long maxSteps,
        int evaluateEvery,
        int promptTokens,
        int batchSize,
        int microBatches,
        double learningRate,
        int maxWorkers,
        double minBatchScale,
        @Nullable Recipe recipe) {

    /** A job that is tuned as usual. */
    public JobSpec(
            String name,
            String baseModel,
            String dataset,
            Target target,
            long maxSteps,
            int evaluateEvery,
            int promptTokens,
            int batchSize,
            int microBatches,
            double learningRate,
            int maxWorkers,
            double minBatchScale) {
        this(
                name,
                baseModel,
                dataset,
                target,
                maxSteps,
                evaluateEvery,
                promptTokens,
                batchSize,
                microBatches,
                learningRate,
                maxWorkers,
                minBatchScale,
                null);
    }
}
