package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics whole, without a consumer group: to their ends as a barrier, as often as that is asked, and in between as
 * they grow. Each record is handed over exactly once and in the order of its partition, whichever method met it.
 *
 * <p>A record that is no event is handed over as what it is. While the broker is away {@link #poll} finds nothing, {@link
 * #readToEnd} waits within the connection's patience. For one thread, {@link #wakeUp} excepted.
 */
public final class LogReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** Of one question: between two it is noticed, and said, that the broker is away. */
    private static final Duration ONE_TRY = Duration.ofSeconds(5);

    private final KafkaConnection connection;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Topic> topics;
    private final BrokerPulse pulse;

    private LogReader(KafkaConnection connection, Collection<TopicPartition> partitions) {
        this.connection = connection;
        this.consumer = connection.open(settings -> new KafkaConsumer<>(
                reading(settings, connection.patience()), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        this.topics = partitions.stream()
                .map(TopicPartition::topic)
                .distinct()
                .collect(
                        Collectors.toMap(name -> name, name -> Topic.named(name).orElseThrow()));
        this.pulse = new BrokerPulse(consumer, connection);
        consumer.assign(partitions);
    }

    /** From the oldest record on. */
    public static LogReader fromStart(KafkaConnection connection, Collection<Topic> topics) {
        var reader = new LogReader(connection, partitionsOf(topics));
        reader.consumer.seekToBeginning(reader.consumer.assignment());
        return reader;
    }

    /** From now on: what is appended after this call returns. */
    public static LogReader fromEnd(KafkaConnection connection, Collection<Topic> topics) {
        var reader = new LogReader(connection, partitionsOf(topics));
        try {
            reader.ends(reader.consumer.assignment()).forEach(reader.consumer::seek);
            return reader;
        } catch (RuntimeException failed) {
            reader.close();
            throw failed;
        }
    }

    /** One partition alone, from this record on (the oldest there is, if that one is gone). */
    public static LogReader from(KafkaConnection connection, Position first) {
        var partition = new TopicPartition(first.topic().fullName(), first.partition());
        var reader = new LogReader(connection, List.of(partition));
        reader.consumer.seek(partition, first.offset());
        return reader;
    }

    /** What has come, waiting at most this long for something; nothing after {@link #wakeUp}. */
    public List<Received<Event>> poll(Duration atMost) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(atMost);
            pulse.look();
            List<Received<Event>> received = new ArrayList<>(records.count());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                received.add(EventRecords.read(topicOf(record.topic()), record));
            }
            return received;
        } catch (WakeupException asked) {
            return List.of();
        }
    }

    /**
     * Reads until everything has been handed over that was appended, to any partition, before this call.
     *
     * @throws BrokerAwayException if that takes longer than the connection's patience; what was handed over stays so
     */
    public void readToEnd(Consumer<Received<Event>> sink) {
        readTo(ends(consumer.assignment()), sink);
    }

    /** The same barrier for the one partition that holds a key: all that was said of a job. Others may go on as well. */
    public void readToEnd(Topic topic, String key, Consumer<Received<Event>> sink) {
        readTo(ends(Set.of(new TopicPartition(topic.fullName(), KeyPartition.of(topic, key)))), sink);
    }

    /** How long the broker has not answered, as far as polling could tell: how old a view may be. */
    public Duration silence() {
        return pulse.silence();
    }

    /** Makes the current or the next {@link #poll} return at once; from any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<Received<Event>> sink) {
        long giveUp = System.nanoTime() + connection.patience().toNanos();
        while (!reached(ends)) {
            if (System.nanoTime() - giveUp > 0) {
                throw new BrokerAwayException(connection, "read " + topics.keySet() + " to the end", null);
            }
            poll(POLL).forEach(sink);
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end ->
                        ask("position in", within -> consumer.position(end.getKey(), within)) >= end.getValue());
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        return ask("end of", within -> consumer.endOffsets(partitions, within));
    }

    private <T> T ask(String what, Function<Duration, T> question) {
        long giveUp = System.nanoTime() + connection.patience().toNanos();
        while (true) {
            try {
                return question.apply(ONE_TRY);
            } catch (RetriableException noAnswer) { // time-outs are among them
                pulse.look();
                if (System.nanoTime() - giveUp > 0) {
                    throw new BrokerAwayException(connection, what + " " + topics.keySet(), noAnswer);
                }
            } catch (WakeupException meantForPoll) {
                // the flag is down again: ask once more
            }
        }
    }

    private Topic topicOf(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            throw new IllegalStateException("not assigned: " + name);
        }
        return topic;
    }

    private static List<TopicPartition> partitionsOf(Collection<Topic> topics) {
        return topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.fullName(), partition)))
                .toList();
    }

    private static Map<String, Object> reading(Map<String, Object> settings, Duration patience) {
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("default.api.timeout.ms", Math.toIntExact(patience.toMillis()));
        settings.put("fetch.max.wait.ms", 50); // a barrier waits behind an idle fetch
        return settings;
    }
}
