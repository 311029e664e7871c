package io.prompttuner.domain.scheduling;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.throughput.StepTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One job as a policy sees it.
 *
 * @param job identity
 * @param tenant whose it is
 * @param baseModel which workers can run it
 * @param submittedAt by the broker's clock
 * @param deadline by the broker's clock
 * @param maxWorkers most workers it may hold
 * @param forecast when it will reach its target, in steps
 * @param stepSeconds of one step on one worker; 0 while it has not stepped
 * @param efficiency share of a step that several workers of it spend computing; what is usual while it is unknown
 * @param started whether it ever ran, so that to run it is to resume it
 * @param wanted workers it was last allocated
 * @param held workers it holds, which lag behind what is wanted
 * @param heldSince when it was bound to them; absent when it holds none
 * @param steppedAt when it made the step at which the forecast stands; absent while this binding has made none
 * @param lookupSeconds of a bank lookup that stands before its first step; 0 if there is none
 */
public record JobView(
        String job,
        String tenant,
        String baseModel,
        Instant submittedAt,
        Instant deadline,
        int maxWorkers,
        StepsForecast forecast,
        double stepSeconds,
        double efficiency,
        boolean started,
        int wanted,
        int held,
        @Nullable Instant heldSince,
        @Nullable Instant steppedAt,
        double lookupSeconds) {

    public JobView {
        efficiency = efficiency > 0 ? efficiency : StepTime.EFFICIENCY;
    }

    /** Steps it may still take before it is out of them, whatever the forecast says. */
    public double stepsLeftBound() {
        return forecast.last() - forecast.step();
    }
}
