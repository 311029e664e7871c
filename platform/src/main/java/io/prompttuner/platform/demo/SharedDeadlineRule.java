package io.prompttuner.platform.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds the deadline that one worker would miss and two meet. It lies three quarters of the way from the time at which two
 * are expected to be done to the time that one has taken: what is uncertain is how well two share, and a deadline that is
 * missed would be worse than one that one worker misses by little.
 *
 * @param efficiency share of a step that two workers spend computing
 * @param joining what it costs until both work, beyond what one takes to begin
 * @param leastMargin by which one worker must be late
 */
public record SharedDeadlineRule(double efficiency, Duration joining, Duration leastMargin) {

    /** On two cores on which the whole platform runs beside. */
    public static final SharedDeadlineRule STANDARD =
            new SharedDeadlineRule(0.75, Duration.ofSeconds(2), Duration.ofSeconds(1));

    private static final int WORKERS = 2;
    private static final double SHARE = 0.75;

    /**
     * The deadline from the submission; empty if the job is so short that sharing would not tell.
     *
     * @param steps the job takes
     * @param stepSeconds wall time of one of them on one worker
     * @param aloneSeconds from the submission to the end on one worker
     */
    Optional<Duration> deadline(long steps, double stepSeconds, double aloneSeconds) {
        double saved = steps * stepSeconds * (1 - 1 / (WORKERS * efficiency)) - joining.toMillis() / 1e3;
        double late = (1 - SHARE) * saved;
        return late < leastMargin.toMillis() / 1e3
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1_000 * (aloneSeconds - late))));
    }
}
