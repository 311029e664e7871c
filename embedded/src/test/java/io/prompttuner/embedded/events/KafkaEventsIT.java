package io.prompttuner.embedded.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.kafka.AppendResult;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.BrokerRefusedException;
import io.prompttuner.wire.kafka.EventRecords;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.KeyPartition;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Position;
import io.prompttuner.wire.kafka.Received;
import io.prompttuner.wire.kafka.TermClaims;
import io.prompttuner.wire.kafka.TopicSetup;
import io.prompttuner.wire.kafka.UnfitTopicsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One broker for all: the last test takes it away. Each test keeps to keys of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaEventsIT {

    private static final int PORT = LoopbackPorts.twoFree().first();
    private static final KafkaConnection CONNECTION = KafkaConnection.of("127.0.0.1:" + PORT, "events-it");
    private static final Duration MOMENT = Duration.ofMillis(100);

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // set in startBroker()
    private static KafkaNode broker;

    @BeforeAll
    static void startBroker() {
        broker = KafkaNode.start(directory, PORT);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    @Order(1)
    void topicsAreMadeOnceAndEveryFaultIsNamed() throws Exception {
        try (TopicSetup setup = TopicSetup.connect(CONNECTION)) {
            assertThatThrownBy(setup::requireFit)
                    .isInstanceOf(UnfitTopicsException.class)
                    .hasMessageContaining("prompttuner.jobs.v1: missing")
                    .hasMessageContaining("prompttuner.dead-letters.v1: missing");

            setup.makeMissing();
            setup.makeMissing();
            assertThat(setup.faults()).isEmpty();

            change(Topic.SLO, "cleanup.policy", "delete");
            change(Topic.STEPS, "retention.ms", "1000");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(setup.faults())
                            .containsExactly(
                                    "prompttuner.steps.v1: retention.ms: expected 604800000, found 1000",
                                    "prompttuner.slo.v1: cleanup.policy: expected compact, found delete"));
            change(Topic.SLO, "cleanup.policy", "compact");
            change(Topic.STEPS, "retention.ms", "604800000");
            await().atMost(Duration.ofMinutes(1)).untilAsserted(setup::requireFit);
        }
    }

    @Test
    @Order(2)
    void whatWasAcknowledgedIsReadInOrderFromItsKeysPartition() {
        try (EventWriter writer = writer();
                LogReader reader = LogReader.fromStart(CONNECTION, List.of(Topic.CANCELS))) {
            List<Position> acknowledged = IntStream.range(0, 100)
                    .mapToObj(i -> writer.append(Topic.CANCELS, cancel("order-" + i % 10)))
                    .toList();

            List<Received<Event>> read = toEnd(reader);

            assertThat(read).extracting(Received::position).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(read)
                    .allSatisfy(record -> assertThat(record.partition())
                            .isEqualTo(KeyPartition.of(Topic.CANCELS, String.valueOf(record.key()))));
            for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
                int wanted = partition;
                assertThat(read.stream().filter(record -> record.partition() == wanted))
                        .extracting(Received::offset)
                        .isSorted();
            }
        }
    }

    @Test
    @Order(3)
    void theBarrierMayBeAskedAgainForAllOrForOneJobAndNothingComesTwice() {
        try (EventWriter writer = writer();
                LogReader reader = LogReader.fromStart(CONNECTION, List.of(Topic.CANCELS, Topic.TERMS))) {
            List<Received<Event>> read = toEnd(reader);
            assertThat(toEnd(reader)).isEmpty();

            writer.append(Topic.CANCELS, cancel("barrier-1"));
            read.addAll(toEnd(reader));
            writer.append(Topic.CANCELS, cancel("barrier-2"));
            reader.readToEnd(Topic.CANCELS, "barrier-2", read::add);
            writer.append(Topic.CANCELS, cancel("barrier-3"));
            read.addAll(pollFor(reader, "barrier-3"));

            assertThat(read.stream()
                            .map(Received::key)
                            .filter(key -> String.valueOf(key).startsWith("barrier")))
                    .containsExactly("barrier-1", "barrier-2", "barrier-3");
            assertThat(read).extracting(Received::position).doesNotHaveDuplicates();
        }
    }

    @Test
    @Order(4)
    void aReaderBeginsWhereItIsToldTo() {
        try (EventWriter writer = writer()) {
            Position first = writer.append(Topic.CANCELS, cancel("resume"));
            Position second = writer.append(Topic.CANCELS, cancel("resume"));
            try (LogReader onePartition = LogReader.from(CONNECTION, second);
                    LogReader news = LogReader.fromEnd(CONNECTION, List.of(Topic.CANCELS))) {
                Position third = writer.append(Topic.CANCELS, cancel("resume"));

                assertThat(toEnd(onePartition))
                        .extracting(Received::position)
                        .startsWith(second)
                        .endsWith(third)
                        .doesNotContain(first);
                assertThat(toEnd(news)).extracting(Received::position).containsExactly(third);
            }
        }
    }

    @Test
    @Order(5)
    void tombstonesAndBytesThatAreNoEventAreHandedOverAsWhatTheyAre() throws Exception {
        try (EventWriter writer = writer();
                LogReader reader = LogReader.fromEnd(CONNECTION, List.of(Topic.CANCELS))) {
            appendRaw("mixed", "{\"kind\":\"cancel-requested\"");
            writer.append(Topic.CANCELS, cancel("mixed"));
            Position last = writer.tombstone(Topic.CANCELS, "mixed");

            List<Received<Event>> read = toEnd(reader);

            assertThat(read)
                    .extracting(record ->
                            record.body().match(event -> event.kindName(), () -> "tombstone", letter -> letter.error()))
                    .containsExactly("not-json", "cancel-requested", "tombstone");
            assertThat(read).last().extracting(Received::position).isEqualTo(last);
            assertThat(read).extracting(Received::at).isSorted();
        }
    }

    @Test
    @Order(6)
    void theTermIsTheOffsetOfTheClaimAndOnlyRises() {
        try (TermClaims one = TermClaims.connect(CONNECTION);
                TermClaims other = TermClaims.connect(CONNECTION)) {
            assertThat(one.highest(Role.SCHEDULER)).isEmpty();

            long first = one.claim(Role.SCHEDULER, "scheduler-a");
            long foreign = one.claim(Role.CONTROLLER, "controller-a");
            long second = other.claim(Role.SCHEDULER, "scheduler-b");

            assertThat(List.of(first, foreign, second)).isSorted().doesNotHaveDuplicates();
            assertThat(one.highest(Role.SCHEDULER)).isEqualTo(OptionalLong.of(second));
            assertThat(other.highest(Role.CONTROLLER)).isEqualTo(OptionalLong.of(foreign));
        }
    }

    @Test
    @Order(7)
    void aRecordTooLargeIsRefusedAndNotTriedForEver() {
        try (EventWriter writer = writer()) {
            var huge = new CancelRequested("huge", "x".repeat(2_000_000));

            assertThatThrownBy(() -> writer.append(Topic.CANCELS, huge)).isInstanceOf(BrokerRefusedException.class);
        }
    }

    @Test
    @Order(8)
    void anOutageIsWaitedForWithinThePatienceAndLosesNothing() throws Exception {
        var hasty = new KafkaConnection(CONNECTION.bootstrapServers(), "events-it-hasty", Duration.ofSeconds(3));
        try (EventWriter impatient = EventWriter.connect(hasty, Duration.ZERO);
                EventWriter patient = writer();
                LogReader reader = LogReader.fromEnd(hasty, List.of(Topic.CANCELS))) {
            impatient.append(Topic.CANCELS, cancel("outage-before"));
            patient.append(Topic.CANCELS, cancel("outage-before"));
            List<Received<Event>> read = toEnd(reader);
            broker.close();

            assertThatThrownBy(() -> impatient.append(Topic.CANCELS, cancel("outage-given-up")))
                    .isInstanceOf(BrokerAwayException.class)
                    .hasMessageStartingWith("Kafka at %s did not answer within PT3S", hasty.bootstrapServers());
            assertThatThrownBy(() -> toEnd(reader)).isInstanceOf(BrokerAwayException.class);
            await().until(() -> silenceOf(reader).compareTo(Duration.ofSeconds(1)) > 0);
            BlockingQueue<AppendResult> later = new LinkedBlockingQueue<>();
            patient.append(Topic.CANCELS, cancel("outage-waited-for"), later::add);

            broker = KafkaNode.start(directory, PORT);
            assertThat(later.poll(1, TimeUnit.MINUTES)).isInstanceOf(AppendResult.Appended.class);
            impatient.append(Topic.CANCELS, cancel("outage-after"));
            read.addAll(toEnd(reader));

            await().until(() -> silenceOf(reader).compareTo(Duration.ofSeconds(1)) < 0);
            assertThat(read)
                    .extracting(Received::key)
                    .containsExactlyInAnyOrder("outage-before", "outage-before", "outage-waited-for", "outage-after");
        }
    }

    private static EventWriter writer() {
        return EventWriter.connect(CONNECTION, Duration.ZERO);
    }

    private static CancelRequested cancel(String job) {
        return new CancelRequested(job, "acme");
    }

    private static List<Received<Event>> toEnd(LogReader reader) {
        List<Received<Event>> read = new ArrayList<>();
        reader.readToEnd(read::add);
        return read;
    }

    private static List<Received<Event>> pollFor(LogReader reader, String key) {
        List<Received<Event>> read = new ArrayList<>();
        while (read.stream().noneMatch(record -> key.equals(record.key()))) {
            read.addAll(reader.poll(MOMENT));
        }
        return read;
    }

    private static Duration silenceOf(LogReader reader) {
        assertThat(reader.poll(MOMENT)).isEmpty();
        return reader.silence();
    }

    private static void appendRaw(String key, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", CONNECTION.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] sameKey = EventRecords.of(Topic.CANCELS, cancel(key)).key();
            producer.send(new ProducerRecord<>(
                            Topic.CANCELS.fullName(), sameKey, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static void change(Topic topic, String setting, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.fullName());
        var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", CONNECTION.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        }
    }
}
