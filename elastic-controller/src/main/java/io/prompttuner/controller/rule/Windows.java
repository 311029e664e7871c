package io.prompttuner.controller.rule;

import java.time.Duration;

/**
 * How long a controller waits for what. All count only time in which the controller itself ran.
 *
 * @param adoption after a start: for known workers to say what they hold
 * @param silence until a worker that says nothing is lost
 * @param start until a process that was started must have attached
 * @param abandon from the loss of a worker until its process, should it still be there, is stopped
 * @param sweep between two sweeps of the stores
 */
public record Windows(Duration adoption, Duration silence, Duration start, Duration abandon, Duration sweep) {

    public static final Windows DEFAULT = new Windows(
            Duration.ofSeconds(8),
            Duration.ofSeconds(8),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10));
}
