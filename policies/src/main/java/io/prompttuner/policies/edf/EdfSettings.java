package io.prompttuner.policies.edf;

import java.time.Duration;

/**
 * What the policy takes for granted until it has learnt better, and how much it hesitates.
 *
 * @param stepSeconds wall time of a step on one worker
 * @param loadSeconds from an empty GPU to a warm worker
 * @param startSeconds from a job's first binding to its first step
 * @param resumeSeconds from a later binding to its next step
 * @param keepIdle how long a worker stays warm without a job while nobody else needs its GPUs
 * @param gain chance of meeting a deadline that a pause must gain, net of what the paused job loses
 * @param safe chance with which a paused job must still meet its own deadline
 * @param hope chance below which a job counts as unable to meet its deadline
 */
public record EdfSettings(
        double stepSeconds,
        double loadSeconds,
        double startSeconds,
        double resumeSeconds,
        Duration keepIdle,
        double gain,
        double safe,
        double hope) {

    public static EdfSettings standard() {
        return new EdfSettings(0.5, 10, 2, 1, Duration.ofSeconds(60), 0.1, 0.9, 0.05);
    }
}
