package io.prompttuner.platform.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds the deadline that tells pausing from waiting: half-way between the time at which a job would be done if a worker
 * were freed for it, and the time at which it would be done if it waited for one.
 *
 * @param overhead from the submission to the first step, a pause and the binding included
 * @param leastMargin on either side, so that noise in the times of steps does not decide
 */
public record UrgentDeadlineRule(Duration overhead, Duration leastMargin) {

    /** On a laptop, measured: submission to allocation 0.2 s, pause at a step boundary 0.3 s, binding and first step 2 s. */
    public static final UrgentDeadlineRule STANDARD =
            new UrgentDeadlineRule(Duration.ofSeconds(4), Duration.ofSeconds(4));

    /**
     * The deadline from now; empty if waiting would do as well.
     *
     * @param steps the job takes
     * @param stepSeconds wall time of one of them
     * @param soonestFree seconds until some worker is free by itself
     */
    Optional<Duration> deadline(long steps, double stepSeconds, double soonestFree) {
        double pausing = seconds(overhead) + steps * stepSeconds;
        double waiting = soonestFree + steps * stepSeconds;
        double margin = (waiting - pausing) / 2;
        return margin < seconds(leastMargin)
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1_000 * (pausing + margin))));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
