package io.prompttuner.gateway.api;

import org.jspecify.annotations.Nullable;

/**
 * What a job would probably need, told by what the tenant's ended jobs needed. No promise.
 *
 * @param basis which jobs it rests on
 * @param jobs how many they are; the numbers are absent when there is none
 * @param lowSteps tenth percentile of their steps
 * @param medianSteps median of their steps
 * @param highSteps ninetieth percentile of their steps
 * @param gpuSeconds median of their steps at their median cost per step
 * @param gpuSecondsAtMost all of the job's steps at that cost
 */
public record Quote(
        QuoteBasis basis,
        int jobs,
        @Nullable Double lowSteps,
        @Nullable Double medianSteps,
        @Nullable Double highSteps,
        @Nullable Double gpuSeconds,
        @Nullable Double gpuSecondsAtMost) {}
