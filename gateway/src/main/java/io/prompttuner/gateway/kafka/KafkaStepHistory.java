package io.prompttuner.gateway.kafka;

import io.prompttuner.gateway.live.Step;
import io.prompttuner.gateway.live.StepHistory;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.KeyPartition;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Position;
import io.prompttuner.wire.kafka.Received;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a job's reports from its partition of {@code steps}. */
public final class KafkaStepHistory implements StepHistory {

    private final KafkaConnection connection;
    private final OffsetsByTime offsets;

    public KafkaStepHistory(KafkaConnection connection, OffsetsByTime offsets) {
        this.connection = connection;
        this.offsets = offsets;
    }

    @Override
    public boolean replay(String job, long after, Instant submittedAt, Predicate<Step> taker) {
        Optional<Position> first = first(job, after, submittedAt);
        if (first.isEmpty()) {
            return false;
        }
        try (LogReader reader = LogReader.from(connection, first.get())) {
            var sink = new Sink(job, taker);
            reader.readToEnd(Topic.STEPS, job, sink::take);
            return true;
        } catch (BrokerAwayException away) {
            return false;
        }
    }

    private Optional<Position> first(String job, long after, Instant submittedAt) {
        int partition = KeyPartition.of(Topic.STEPS, job);
        return after < 0
                ? offsets.at(Topic.STEPS, partition, submittedAt)
                : Optional.of(new Position(Topic.STEPS, partition, after + 1));
    }

    /** Hands on what is of the job; once the taker has had enough, nothing. */
    private static final class Sink {

        private final String job;
        private final Predicate<Step> taker;
        private boolean enough;

        Sink(String job, Predicate<Step> taker) {
            this.job = job;
            this.taker = taker;
        }

        void take(Received<Event> record) {
            if (!enough && job.equals(record.key())) {
                record.body()
                        .<Void>match(
                                event -> {
                                    enough = !taker.test(new Step(record.offset(), (StepEvent) event));
                                    return null;
                                },
                                () -> null,
                                letter -> null);
            }
        }
    }
}
