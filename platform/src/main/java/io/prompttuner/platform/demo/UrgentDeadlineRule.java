package io.prompttuner.platform.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds the deadline that tells pausing from waiting. It lies a third of the way from the time at which a job would be done
 * if a worker were freed for it to the time at which it would be done if it waited for one: steps may get twice as fast or
 * somewhat slower meanwhile, and it still tells.
 *
 * @param overhead from the submission to the first step, a pause and the binding included
 * @param leastMargin beyond the time that pausing takes
 */
public record UrgentDeadlineRule(Duration overhead, Duration leastMargin) {

    /** On two cores, measured: less than a second to the allocation and the pause, about two to the first step. */
    public static final UrgentDeadlineRule STANDARD =
            new UrgentDeadlineRule(Duration.ofSeconds(4), Duration.ofSeconds(4));

    private static final double SHARE = 1 / 3.0;

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
        double margin = SHARE * (waiting - pausing);
        return margin < seconds(leastMargin)
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1_000 * (pausing + margin))));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
