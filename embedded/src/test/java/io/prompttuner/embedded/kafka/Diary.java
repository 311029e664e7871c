package io.prompttuner.embedded.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of one partition to write lines to and read them all back. */
record Diary(String bootstrapServers) {

    private static final TopicPartition PAGE = new TopicPartition("diary", 0);

    void open() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(PAGE.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Returns once the broker has acknowledged it. */
    void write(String line) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(PAGE.topic(), line)).get();
        }
    }

    List<String> readAll() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PAGE));
            consumer.seekToBeginning(List.of(PAGE));
            long end = consumer.endOffsets(List.of(PAGE)).getOrDefault(PAGE, 0L);
            List<String> lines = new ArrayList<>();
            while (consumer.position(PAGE) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(line -> lines.add(line.value()));
            }
            return lines;
        }
    }
}
