package io.prompttuner.scaling.scheduler;

import java.time.Duration;

/**
 * How the scheduler speaks.
 *
 * @param restate everything it wants is said again after this
 * @param settle no plan is made before this much time has passed since a start, while the last seconds are relived
 * @param grace a job that stops at its deadline is told to this much later, as clocks differ
 */
public record SchedulerSettings(Duration restate, Duration settle, Duration grace) {

    public static SchedulerSettings standard() {
        return new SchedulerSettings(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
