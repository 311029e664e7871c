package io.prompttuner.scaling.fact;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.wire.event.FactKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that the scheduler needs to know of one job, as of one fact.
 *
 * @param origin of the fact
 * @param kind of the fact
 * @param submittedAt broker time
 * @param stopsAtDeadline whether it ends once its deadline has passed
 * @param cancelled whether its tenant wants it to end
 * @param ended whether its end stands in {@code steps}
 * @param gone whether its outcome is made: the scheduler forgets it
 * @param started whether any of its reports was taken
 * @param attempt the newest binding; 0 before the first
 * @param attempts how many bindings it had
 * @param held workers it holds
 * @param heldSince broker time of the binding; absent when it holds none
 * @param reportedSince broker time of that binding's first report; absent before it
 * @param forecast of the step at which it meets its target
 * @param stepSeconds of one step on one worker; 0 while unknown
 * @param efficiency share of a step that several workers of it spend computing; 0 in older state
 */
public record JobSituation(
        Origin origin,
        FactKind kind,
        String job,
        String tenant,
        String baseModel,
        Instant submittedAt,
        Instant deadline,
        boolean stopsAtDeadline,
        int maxWorkers,
        boolean cancelled,
        boolean ended,
        boolean gone,
        boolean started,
        long attempt,
        int attempts,
        int held,
        @Nullable Instant heldSince,
        @Nullable Instant reportedSince,
        StepsForecast forecast,
        double stepSeconds,
        double efficiency) {}
