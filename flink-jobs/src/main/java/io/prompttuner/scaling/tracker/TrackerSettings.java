package io.prompttuner.scaling.tracker;

import java.time.Duration;

/**
 * How talkative and how forgetful the tracker is.
 *
 * @param quiet least time between two states of a job that differ in numbers only
 * @param repeat a live job's state is said again after this
 * @param remember how long an ended job is remembered, so that late reports still find it
 * @param mostWaiting most facts of a job not yet known that wait for it
 * @param stepSeconds expected wall time of a step before the first is measured
 */
public record TrackerSettings(Duration quiet, Duration repeat, Duration remember, int mostWaiting, double stepSeconds) {

    public static TrackerSettings standard() {
        return new TrackerSettings(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10), 1_000, 0.5);
    }
}
