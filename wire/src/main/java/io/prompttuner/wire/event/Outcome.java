package io.prompttuner.wire.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended, once and for all: a replay of the same logs makes the same record.
 *
 * @param submittedAt broker time of the job
 * @param endedAt broker time of its end
 * @param steps optimiser steps of the winner
 * @param raceSteps optimiser steps of the losers of the race
 * @param attempts how many bindings it had
 * @param workerSeconds workers x time between assignment records, by broker time
 * @param gpuSeconds GPUs x time between assignment records, by broker time
 * @param curve at most 64 points
 * @param started how it began; absent if it never ran
 * @param forecasts made on the way, to be judged
 */
public record Outcome(
        String job,
        String tenant,
        JobSpec spec,
        Instant submittedAt,
        Instant endedAt,
        Instant deadline,
        Verdict verdict,
        Ended ended,
        long steps,
        long raceSteps,
        int attempts,
        double workerSeconds,
        double gpuSeconds,
        List<CurvePoint> curve,
        @Nullable Started started,
        List<Forecast> forecasts)
        implements Event {

    public Outcome {
        curve = curve == null ? List.of() : curve;
        forecasts = forecasts == null ? List.of() : forecasts;
    }

    @Override
    public String key() {
        return job;
    }
}
