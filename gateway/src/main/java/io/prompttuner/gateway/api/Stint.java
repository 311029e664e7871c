package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.AssignmentReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a job held the same workers.
 *
 * @param from broker time
 * @param to broker time; absent while it lasts
 * @param reason why it began
 */
public record Stint(Instant from, @Nullable Instant to, List<String> workers, int gpus, AssignmentReason reason) {

    /** GPUs x time, up to {@code now} if it still lasts. */
    public double gpuSeconds(Instant now) {
        Instant end = to == null ? now : to;
        return gpus * Math.max(0, Duration.between(from, end).toMillis()) / 1_000.0;
    }

    /** The same stint, over. */
    public Stint endedAt(Instant at) {
        return to == null ? new Stint(from, at, workers, gpus, reason) : this;
    }
}
