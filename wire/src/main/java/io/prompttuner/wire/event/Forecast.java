package io.prompttuner.wire.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a job will reach its target, as known at one moment. The band is meant to hold 80 % of the outcomes.
 *
 * @param madeAt broker time of the report it rests on
 * @param step the job's step then
 * @param lowSteps tenth percentile of the step at which the target is met
 * @param medianSteps its median
 * @param highSteps its ninetieth percentile
 * @param stepSeconds expected wall time of one step on one worker
 * @param finish median finish time if the job runs on from now on as many workers; absent when it is not expected to get there
 * @param meets probability that the deadline is met if the job runs on from now on as many workers
 */
public record Forecast(
        Instant madeAt,
        long step,
        double lowSteps,
        double medianSteps,
        double highSteps,
        double stepSeconds,
        @Nullable Instant finish,
        double meets) {}
