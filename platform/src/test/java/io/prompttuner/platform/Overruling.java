package io.prompttuner.platform;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;

/**
 * A scheduler of a later epoch than any that runs: the controller obeys it alone, so a test says what is wished, and when.
 * Jobs it does not speak of wait.
 */
final class Overruling implements AutoCloseable {

    /** Above every claim there is, and below none that a test lives to see. */
    private static final long EPOCH = 1_000_000;

    private static final String MODEL = "small-lm";

    private final EventWriter writer;
    private long sequence;

    Overruling(String broker) {
        writer = EventWriter.connect(KafkaConnection.of(broker, "overruling"), Duration.ZERO);
    }

    void pool(int workers) {
        writer.append(Topic.POOLS, new PoolTarget(MODEL, workers, EPOCH, ++sequence, PoolReason.JOBS_WAITING));
    }

    void run(String job, int workers) {
        wish(job, Wish.RUNNING, workers, WishReason.MEETS_DEADLINE);
    }

    void pause(String job) {
        wish(job, Wish.PAUSED, 0, WishReason.YIELDED_TO_MORE_URGENT);
    }

    @Override
    public void close() {
        writer.close();
    }

    private void wish(String job, Wish wish, int workers, WishReason reason) {
        var cause = new Cause(FactKind.TIME, Topic.JOBS.fullName(), 0, 0, Instant.EPOCH);
        writer.append(
                Topic.ALLOCATIONS,
                new Allocation(job, EPOCH, ++sequence, wish, workers, 1, reason, "overruled", cause));
    }
}
