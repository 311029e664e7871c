package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.Candidate;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job began, without the task's feature vector, which is of no use to people.
 *
 * @param initial the kind of start that was taken
 * @param prompt SHA-256 of the bank's prompt that was taken, if one was
 * @param fromJob the job that tuned that prompt
 * @param candidates everyone in the race
 * @param raceSteps optimiser steps of the losers
 */
public record Beginning(
        StartKind initial,
        @Nullable String prompt,
        @Nullable String fromJob,
        BankAnswer bank,
        List<Candidate> candidates,
        long raceSteps) {

    static Beginning of(Started started) {
        return new Beginning(
                started.initial(),
                started.prompt(),
                started.fromJob(),
                started.bank(),
                started.candidates(),
                started.raceSteps());
    }
}
