package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * One start that took part in a race.
 *
 * @param prompt SHA-256 of the bank's prompt, absent for plain and text starts
 * @param fromJob the job that tuned it
 * @param steps optimiser steps it was given
 * @param loss its last loss on the judging examples, nats per target token
 */
public record Candidate(
        StartKind kind, @Nullable String prompt, @Nullable String fromJob, int steps, double loss) {}
