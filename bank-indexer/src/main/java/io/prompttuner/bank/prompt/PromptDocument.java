package io.prompttuner.bank.prompt;

import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finished job as the bank remembers it: facts of its outcome alone, so that an index can be rebuilt from outcomes
 * and equals the lost one. What follows from several outcomes (uses, steps saved) is never stored; see {@link Ledger}.
 *
 * @param job identity of the document
 * @param task what people call the task
 * @param usable whether a new job may start from its prompt: it met its target and its task is known by features
 * @param start how it began
 * @param raced whether that start won a race, rather than being chosen
 * @param startPrompt SHA-256 of the prompt it began from
 * @param startJob the job that had tuned that one
 * @param steps optimiser steps, the losers of its race included
 * @param features the task's feature vector; empty when it was never computed
 */
public record PromptDocument(
        String job,
        String tenant,
        String baseModel,
        String task,
        String dataset,
        EndKind end,
        Verdict verdict,
        boolean usable,
        @Nullable String prompt,
        @Nullable Double loss,
        @Nullable Double accuracy,
        @Nullable StartKind start,
        boolean raced,
        @Nullable String startPrompt,
        @Nullable String startJob,
        long steps,
        long maxSteps,
        double gpuSeconds,
        Instant endedAt,
        List<Double> features) {

    /** What an outcome says about its prompt. */
    public static PromptDocument of(Outcome outcome) {
        Started started = outcome.started();
        Ended ended = outcome.ended();
        List<Double> features = started == null ? List.of() : started.features();
        return new PromptDocument(
                outcome.job(),
                outcome.tenant(),
                outcome.spec().baseModel(),
                outcome.spec().name(),
                outcome.spec().dataset(),
                ended.end(),
                outcome.verdict(),
                ended.end() == EndKind.SUCCEEDED && ended.prompt() != null && hasDirection(features),
                ended.prompt(),
                ended.loss(),
                ended.accuracy(),
                started == null ? null : started.initial(),
                started != null && !started.candidates().isEmpty(),
                started == null ? null : started.prompt(),
                started == null ? null : started.fromJob(),
                outcome.steps() + outcome.raceSteps(),
                outcome.spec().maxSteps(),
                outcome.gpuSeconds(),
                outcome.endedAt(),
                features);
    }

    /** Whether the job might take no step: it says how good its start is, and nothing of how fast one gets on from it. */
    public boolean onlyEvaluated() {
        return maxSteps == 0;
    }

    /** Cosine means nothing for the zero vector. */
    private static boolean hasDirection(List<Double> features) {
        return features.stream().anyMatch(feature -> feature != 0);
    }
}
