package io.prompttuner.stream.flink;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.kafka.EventRecords;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as records of one topic, in the one form there is. A named class, since the connector reads its type. */
final class EventSerializer<E extends Event> implements KafkaRecordSerializationSchema<E> {

    private static final long serialVersionUID = 1L;

    private final Topic topic;

    EventSerializer(Topic topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(E event, KafkaSinkContext context, Long timestamp) {
        return EventRecords.of(topic, event);
    }
}
