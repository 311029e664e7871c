package io.prompttuner.policies.edf;

import io.prompttuner.policies.time.DeclaredTimes;
import java.time.Duration;

/**
 * What the policy takes for granted until it has learnt better, and how much it hesitates.
 *
 * @param times of what nobody has measured yet
 * @param keepIdle how long a worker stays warm without a job while nobody else needs its GPUs
 * @param gain chance of meeting a deadline that a pause must gain, net of what the paused job loses; also what more workers
 *     for one job must gain
 * @param safe chance with which a paused job must still meet its own deadline; a job with less may get more workers
 * @param hope chance below which a job counts as unable to meet its deadline
 * @param margin share by which steps may take longer than expected on fewer workers before a job needs those it would give
 *     back, and by which they may be faster before it has hopes again
 */
public record EdfSettings(
        DeclaredTimes times, Duration keepIdle, double gain, double safe, double hope, double margin) {

    public static EdfSettings standard() {
        return new EdfSettings(DeclaredTimes.standard(), Duration.ofSeconds(60), 0.1, 0.9, 0.05, 0.25);
    }
}
