package io.prompttuner.wire.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job began; every attempt repeats it.
 *
 * @param initial the kind of start that was taken
 * @param prompt SHA-256 of the bank's prompt that was taken, if one was
 * @param fromJob the job that tuned that prompt
 * @param bank the bank's answer
 * @param candidates everyone in the race, the winner included; empty without a race
 * @param raceSteps optimiser steps of the losers; they count as steps and cost and never feed the model
 * @param features the task's feature vector, at most 1,024 numbers; empty when it was not computed
 */
public record Started(
        StartKind initial,
        @Nullable String prompt,
        @Nullable String fromJob,
        BankAnswer bank,
        List<Candidate> candidates,
        long raceSteps,
        List<Double> features) {

    public Started {
        // A restored record of an older version may lack them; see the note on state records in docs/contracts.md.
        candidates = candidates == null ? List.of() : candidates;
        features = features == null ? List.of() : features;
    }
}
