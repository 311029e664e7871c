package io.prompttuner.stream.flink;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/**
 * Where a job meets Kafka.
 *
 * <p>Sources begin at the oldest record unless a checkpoint says otherwise: facts that were compacted are facts still.
 * Sinks are at-least-once and give a record up after 30 s, so that a writer that was replaced does not speak much later.
 *
 * @param group names the job in lag monitors
 */
public record KafkaEdges(String bootstrapServers, String group) {

    private static final String DELIVERY_TIMEOUT_MS = "30000";

    /** Reads whole topics; the reader never throws on what it is given. */
    public <T> KafkaSource<T> source(List<Topic> topics, KafkaRecordDeserializationSchema<T> reader) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topics.stream().map(Topic::fullName).toList())
                .setGroupId(group)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("fetch.max.wait.ms", "50")
                .setProperty("partition.discovery.interval.ms", "10000")
                .setDeserializer(reader)
                .build();
    }

    /**
     * Writes events of one topic.
     *
     * @param lingerMs how long a record may wait for company; 0 where a reader waits for it
     */
    public <E extends Event> KafkaSink<E> sink(Topic topic, int lingerMs) {
        return sink(new EventSerializer<>(topic), lingerMs);
    }

    /** Writes records of a form of its own, such as tombstones among events. */
    public <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> serializer, int lingerMs) {
        var properties = new Properties();
        properties.setProperty("linger.ms", String.valueOf(lingerMs));
        properties.setProperty("delivery.timeout.ms", DELIVERY_TIMEOUT_MS);
        properties.setProperty("request.timeout.ms", "10000");
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setKafkaProducerConfig(properties)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(serializer)
                .build();
    }
}
