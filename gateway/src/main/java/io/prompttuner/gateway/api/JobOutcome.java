package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.CurvePoint;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param endedAt broker time
 * @param steps optimiser steps of the winner of the race
 * @param raceSteps optimiser steps of the losers
 * @param attempts how many bindings it had
 * @param curve at most 64 points
 * @param started how it began; absent if it never ran
 * @param forecasts made on the way
 */
public record JobOutcome(
        Verdict verdict,
        Ended ended,
        Instant endedAt,
        long steps,
        long raceSteps,
        int attempts,
        double workerSeconds,
        double gpuSeconds,
        List<CurvePoint> curve,
        @Nullable Beginning started,
        List<Forecast> forecasts) {

    /** What a tenant is shown of an outcome. */
    public static JobOutcome of(Outcome outcome) {
        return new JobOutcome(
                outcome.verdict(),
                outcome.ended(),
                outcome.endedAt(),
                outcome.steps(),
                outcome.raceSteps(),
                outcome.attempts(),
                outcome.workerSeconds(),
                outcome.gpuSeconds(),
                outcome.curve(),
                outcome.started() == null ? null : Beginning.of(outcome.started()),
                outcome.forecasts());
    }
}
