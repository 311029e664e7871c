package io.prompttuner.gateway.kafka;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker where in a partition a time is, so that old records need not be read to find newer ones. */
public final class OffsetsByTime implements AutoCloseable {

    private final Admin admin;
    private final Duration patience;

    private OffsetsByTime(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /** Opens a client; the broker need not be there yet. */
    public static OffsetsByTime connect(KafkaConnection connection) {
        long patience = connection.patience().toMillis();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", connection.bootstrapServers(),
                "client.id", connection.client() + "-offsets",
                "request.timeout.ms", Math.toIntExact(patience / 3),
                "default.api.timeout.ms", Math.toIntExact(patience),
                "reconnect.backoff.max.ms", 2_000);
        return new OffsetsByTime(Admin.create(settings), connection.patience());
    }

    /** The first record that was appended then or later, or the end if there is none; empty if the broker is away. */
    public Optional<Position> at(Topic topic, int partition, Instant time) {
        return offset(topic, partition, OffsetSpec.forTimestamp(time.toEpochMilli()))
                .flatMap(found -> found >= 0 ? Optional.of(found) : offset(topic, partition, OffsetSpec.latest()))
                .map(offset -> new Position(topic, partition, offset));
    }

    @Override
    public void close() {
        admin.close(patience);
    }

    private Optional<Long> offset(Topic topic, int partition, OffsetSpec wanted) {
        var where = new TopicPartition(topic.fullName(), partition);
        try {
            return Optional.of(admin.listOffsets(Map.of(where, wanted))
                    .partitionResult(where)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .offset());
        } catch (ExecutionException | TimeoutException away) {
            return Optional.empty();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
