package io.prompttuner.domain.price;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runs while a job holds workers: what was used up to the last change, and what is held since.
 *
 * @param workers held now
 * @param gpus held now
 * @param since last change, by the broker's clock; absent before the first
 * @param workerSeconds used up to then
 * @param gpuSeconds used up to then
 */
public record Meter(int workers, int gpus, @Nullable Instant since, double workerSeconds, double gpuSeconds) {

    /** Nothing used, nothing held. */
    public static final Meter ZERO = new Meter(0, 0, null, 0, 0);

    /** From this moment on the job holds so much. A clock that steps back costs nothing. */
    public Meter holds(int newWorkers, int newGpus, Instant at) {
        double seconds =
                since == null ? 0 : Math.max(0, Duration.between(since, at).toMillis() / 1000.0);
        return new Meter(newWorkers, newGpus, at, workerSeconds + workers * seconds, gpuSeconds + gpus * seconds);
    }
}
