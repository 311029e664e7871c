package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Decoded;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.kafka.Received.Body;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Events as Kafka records and back; also for Flink, so that one form exists. Reading never throws on what it is given. */
public final class EventRecords {

    /** How many of the original bytes a dead letter keeps. */
    static final int LONGEST_BODY = 64 << 10;

    private EventRecords() {}

    /** The record of an event; an event of another topic is a bug. */
    public static ProducerRecord<byte[], byte[]> of(Topic topic, Event event) {
        if (!topic.type().isInstance(event)) {
            throw new IllegalArgumentException(
                    "%s carries %s, not %s".formatted(topic, topic.type().getSimpleName(), event));
        }
        var record = new ProducerRecord<>(topic.fullName(), utf8(event.key()), EventCodec.encode(event));
        record.headers().add(EventCodec.KIND_HEADER, utf8(event.kindName()));
        return record;
    }

    /** The record that ends a key in a compacted topic. */
    public static ProducerRecord<byte[], byte[]> tombstone(Topic topic, String key) {
        if (!topic.compacted()) {
            throw new IllegalArgumentException(topic + " is not compacted: a tombstone there says nothing");
        }
        return new ProducerRecord<>(topic.fullName(), utf8(key), null);
    }

    /** What a record of this topic holds. */
    public static Received<Event> read(Topic topic, ConsumerRecord<byte[], byte[]> record) {
        byte[] keyBytes = record.key();
        String key = keyBytes == null ? null : new String(keyBytes, StandardCharsets.UTF_8);
        Instant at = Instant.ofEpochMilli(record.timestamp());
        return new Received<>(topic, record.partition(), record.offset(), at, key, body(topic, record, key));
    }

    private static Body<Event> body(Topic topic, ConsumerRecord<byte[], byte[]> record, @Nullable String key) {
        byte[] value = record.value();
        if (value == null) {
            return new Body.Tombstone<>();
        }
        Decoded<? extends Event> decoded = EventCodec.decode(value, topic.type());
        return decoded.match(
                event -> event.key().equals(key)
                        ? new Body.Value<>(event)
                        : unreadable(
                                record,
                                key,
                                value,
                                "wrong-key",
                                "key: expected %s, got %s".formatted(event.key(), key)),
                bad -> unreadable(record, key, value, bad.error(), bad.message()));
    }

    private static Body<Event> unreadable(
            ConsumerRecord<?, ?> record, @Nullable String key, byte[] value, String error, String message) {
        String kept = Base64.getEncoder()
                .encodeToString(value.length > LONGEST_BODY ? Arrays.copyOf(value, LONGEST_BODY) : value);
        return new Body.Unreadable<>(
                new DeadLetter(record.topic(), record.partition(), record.offset(), key, kept, error, message));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
