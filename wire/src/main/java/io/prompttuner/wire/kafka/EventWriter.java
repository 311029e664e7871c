package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events to their topics, in order per key, each acknowledged by the broker before it counts.
 *
 * <p>No append lasts longer than the connection's patience: an unacknowledged record is given up then, so that a writer
 * that was replaced does not speak much later. Thread-safe.
 */
public final class EventWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaConnection connection;
    private final KafkaProducer<byte[], byte[]> producer;
    private final BrokerFailure failure;
    private final Outage outage = new Outage();

    private EventWriter(KafkaConnection connection, Map<String, Object> batching) {
        this.connection = connection;
        this.producer = connection.open(settings -> new KafkaProducer<>(
                appending(settings, connection.patience(), batching),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
        this.failure = new BrokerFailure(connection);
    }

    /**
     * Opens a writer; the broker need not be there yet.
     *
     * @param linger how long a record may wait for company; zero where a reader waits for it
     */
    public static EventWriter connect(KafkaConnection connection, Duration linger) {
        return new EventWriter(connection, Map.of("linger.ms", linger.toMillis()));
    }

    /**
     * Opens a writer that forgets: a producer keeps the buffers of its batches for later, with all that was in them, but
     * no buffer of a record that is its own batch. That is more requests where many records come at once.
     */
    public static EventWriter forgetful(KafkaConnection connection) {
        return new EventWriter(connection, Map.of("linger.ms", 0L, "batch.size", 0));
    }

    /** Appends and waits until the broker has it; a {@link BrokerAwayException} leaves open whether it does. */
    public Position append(Topic topic, Event event) {
        return sendAndWait(topic, EventRecords.of(topic, event));
    }

    /**
     * Appends without waiting for the broker's answer; waits, within the patience, while nothing is known of the topic.
     *
     * @param then is told what became of it, on the client's own thread: it must be quick
     */
    public void append(Topic topic, Event event, Consumer<AppendResult> then) {
        send(topic, EventRecords.of(topic, event), then);
    }

    /** Ends a key of a compacted topic, and waits until the broker has it. */
    public Position tombstone(Topic topic, String key) {
        return sendAndWait(topic, EventRecords.tombstone(topic, key));
    }

    /** Ends a key of a compacted topic without waiting for the broker's answer. */
    public void tombstone(Topic topic, String key, Consumer<AppendResult> then) {
        send(topic, EventRecords.tombstone(topic, key), then);
    }

    /** Returns when everything handed over so far is acknowledged or given up. */
    public void flush() {
        producer.flush();
    }

    /** Waits a moment for what is under way; what is not acknowledged by then is given up. */
    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }

    private Position sendAndWait(Topic topic, ProducerRecord<byte[], byte[]> record) {
        var answer = new CompletableFuture<AppendResult>();
        send(topic, record, answer::complete);
        AppendResult result = failure.await(describe(record), answer);
        return result.match(Function.identity(), reason -> {
            throw reason;
        });
    }

    private void send(Topic topic, ProducerRecord<byte[], byte[]> record, Consumer<AppendResult> then) {
        Future<RecordMetadata> pending =
                producer.send(record, (where, error) -> then.accept(result(topic, record, where, error)));
        LOG.trace("handed over {}: {}", record, pending);
    }

    private AppendResult result(
            Topic topic, ProducerRecord<byte[], byte[]> record, RecordMetadata where, @Nullable Exception error) {
        if (error != null) {
            RuntimeException reason = failure.of("append " + describe(record), error);
            if (reason instanceof BrokerAwayException && outage.begins()) {
                LOG.warn("{}; every append is tried again until its time is up", reason.getMessage());
            }
            return new AppendResult.Failed(reason);
        }
        if (outage.ends()) {
            LOG.info("Kafka at {} takes records again", connection.bootstrapServers());
        }
        return new AppendResult.Appended(new Position(topic, where.partition(), where.offset()));
    }

    private static String describe(ProducerRecord<byte[], byte[]> record) {
        return "%s of %s".formatted(new String(record.key(), StandardCharsets.UTF_8), record.topic());
    }

    private static Map<String, Object> appending(
            Map<String, Object> settings, Duration patience, Map<String, Object> batching) {
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.putAll(batching);
        settings.put("max.block.ms", patience.toMillis());
        settings.put("delivery.timeout.ms", Math.toIntExact(patience.toMillis()));
        // A topic that was idle for a while, five minutes by default, is forgotten: an append would wait for the
        // broker.
        settings.put("metadata.max.idle.ms", Duration.ofDays(1).toMillis());
        return settings;
    }
}
