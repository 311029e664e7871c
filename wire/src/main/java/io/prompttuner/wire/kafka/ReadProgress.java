package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the records of a topic have had their effect, as offsets of a consumer group that nobody joins: lag monitors
 * see it like any other, and the next start knows what need not be done again.
 */
public final class ReadProgress implements AutoCloseable {

    private final KafkaConnection connection;
    private final Topic topic;
    private final String group;
    private final Admin admin;
    private final BrokerFailure failure;

    private ReadProgress(KafkaConnection connection, Topic topic, String group) {
        this.connection = connection;
        this.topic = topic;
        this.group = group;
        this.admin = connection.open(Admin::create);
        this.failure = new BrokerFailure(connection);
    }

    public static ReadProgress of(KafkaConnection connection, Topic topic, String group) {
        return new ReadProgress(connection, topic, group);
    }

    /** The first offset of each partition that is not yet done; partitions of which nothing is done are absent. */
    public Map<Integer, Long> read() {
        Map<Integer, Long> next = new HashMap<>();
        failure.await(
                        "read the offsets of " + group,
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> next.put(partition.partition(), offset.offset()));
        return next;
    }

    /** Says that everything below these offsets is done. */
    public void write(Map<Integer, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) ->
                offsets.put(new TopicPartition(topic.fullName(), partition), new OffsetAndMetadata(offset)));
        failure.await(
                "write the offsets of " + group,
                admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    @Override
    public void close() {
        admin.close(connection.requestTimeout());
    }
}
