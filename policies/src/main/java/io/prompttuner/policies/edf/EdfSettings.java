package io.prompttuner.policies.edf;

import io.prompttuner.policies.time.DeclaredTimes;
import java.time.Duration;

/**
 * What the policy takes for granted until it has learnt better, and how much it hesitates.
 *
 * @param times of what nobody has measured yet
 * @param keepIdle how long a worker stays warm without a job while nobody else needs its GPUs
 * @param gain chance of meeting a deadline that a pause must gain, net of what the paused job loses
 * @param safe chance with which a paused job must still meet its own deadline
 * @param hope chance below which a job counts as unable to meet its deadline
 */
public record EdfSettings(DeclaredTimes times, Duration keepIdle, double gain, double safe, double hope) {

    public static EdfSettings standard() {
        return new EdfSettings(DeclaredTimes.standard(), Duration.ofSeconds(60), 0.1, 0.9, 0.05);
    }
}
