package io.prompttuner.scaling.flink;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.EventRecords;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Allocations and their removal as records of their topic. */
final class AllocationSerializer implements KafkaRecordSerializationSchema<AllocationUpdate> {

    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(AllocationUpdate update, KafkaSinkContext context, Long timestamp) {
        return update.allocation() == null
                ? EventRecords.tombstone(Topic.ALLOCATIONS, update.job())
                : EventRecords.of(Topic.ALLOCATIONS, update.allocation());
    }
}
