package io.prompttuner.scaling.flink;

import static org.awaitility.Awaitility.await;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All that the scaling job has said so far, for tests that wait for it to say something. */
final class SaidInKafka implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<Topic> TOPICS = List.of(
            Topic.ALLOCATIONS, Topic.POOLS, Topic.DECISIONS, Topic.JOB_STATES, Topic.OUTCOMES, Topic.DEAD_LETTERS);

    private final LogReader reader;
    private final List<Received<Event>> read = new ArrayList<>();

    SaidInKafka(KafkaConnection connection) {
        this.reader = LogReader.fromStart(connection, TOPICS);
    }

    /** The first event like this, waiting for it if need be. */
    <E extends Event> E first(Topic topic, Class<E> type, Predicate<E> wanted) {
        return await().atMost(PATIENCE)
                .until(() -> find(topic, type, wanted), Optional::isPresent)
                .orElseThrow();
    }

    <E extends Event> Optional<E> find(Topic topic, Class<E> type, Predicate<E> wanted) {
        poll();
        return read.stream()
                .filter(received -> received.topic() == topic)
                .flatMap(received -> received
                        .body()
                        .match(event -> Optional.of(type.cast(event)), Optional::<E>empty, bad -> Optional.<E>empty())
                        .stream())
                .filter(wanted)
                .findFirst();
    }

    boolean isRemoved(Topic topic, String key) {
        poll();
        return read.stream()
                .anyMatch(received -> received.topic() == topic
                        && key.equals(received.key())
                        && received.body().match(event -> false, () -> true, letter -> false));
    }

    @Override
    public void close() {
        reader.close();
    }

    private void poll() {
        reader.poll(Duration.ofMillis(100)).forEach(read::add);
    }
}
