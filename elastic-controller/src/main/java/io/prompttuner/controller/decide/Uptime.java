package io.prompttuner.controller.decide;

import java.time.Duration;
import java.time.Instant;

/**
 * Time in which the controller itself ran: a pause between two ticks, as of a machine that slept, counts no more than
 * {@link #LONGEST_GAP}, so that nobody is called silent who could not be heard.
 */
final class Uptime {

    static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    private Instant wall = Instant.EPOCH;
    private long millis;

    void tick(Instant now) {
        long gap = Duration.between(wall, now).toMillis();
        millis += Math.max(0, Math.min(gap, LONGEST_GAP.toMillis()));
        wall = now;
    }

    /** Milliseconds so far. */
    long millis() {
        return millis;
    }

    /** The wall clock at the last tick; for people only. */
    Instant wall() {
        return wall;
    }
}
