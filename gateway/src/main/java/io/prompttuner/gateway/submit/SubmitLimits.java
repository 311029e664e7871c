package io.prompttuner.gateway.submit;

import java.time.Duration;

/**
 * What a job may ask for.
 *
 * @param targetLoss nats per target token
 * @param targetShare accuracy, token F1 or ROUGE-L
 * @param maxSteps optimiser steps; a job of none only evaluates its start
 * @param promptTokens length of the soft prompt
 * @param batchSize examples per optimiser step
 * @param learningRate AdamW's step size
 * @param maxWorkers workers a job may hold at a time
 * @param minBatchScale share of the global batch
 * @param shortest time to the deadline at least
 * @param longest time to the deadline at most
 * @param nameLength characters of a task's name at most
 * @param textLength characters of an instruction at most
 */
public record SubmitLimits(
        Bounds targetLoss,
        Bounds targetShare,
        Bounds maxSteps,
        Bounds promptTokens,
        Bounds batchSize,
        Bounds learningRate,
        Bounds maxWorkers,
        Bounds minBatchScale,
        Duration shortest,
        Duration longest,
        int nameLength,
        int textLength) {

    /** What a gateway accepts unless it is told otherwise. */
    public static final SubmitLimits DEFAULT = new SubmitLimits(
            new Bounds(0.0001, 20),
            new Bounds(0.01, 1),
            new Bounds(0, 100_000),
            new Bounds(1, 256),
            new Bounds(1, 512),
            new Bounds(1e-6, 1),
            new Bounds(1, 64),
            new Bounds(0.125, 1),
            Duration.ofSeconds(1),
            Duration.ofDays(30),
            100,
            2_000);
}
