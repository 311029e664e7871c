package io.prompttuner.scaling.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.embedded.flink.FlinkNode;
import io.prompttuner.embedded.flink.FlinkNodeSettings;
import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import io.prompttuner.wire.event.Verdict;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TermClaims;
import io.prompttuner.wire.kafka.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scaling job on a real broker and a real Flink. The test plays gateway, controller and worker. */
class ScalingJobIT {

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // set in startBroker()
    private static KafkaNode broker;

    @SuppressWarnings("NullAway.Init") // set in startBroker()
    private static KafkaConnection connection;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FlinkNode flink;

    @SuppressWarnings("NullAway.Init") // set before each test
    private EventWriter writer;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SaidInKafka said;

    @BeforeAll
    static void startBroker() {
        broker = KafkaNode.start(directory.resolve("kafka"));
        connection = KafkaConnection.of(broker.bootstrapServers(), "scaling-it");
        try (TopicSetup setup = TopicSetup.connect(connection)) {
            setup.makeMissing();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        startFlink();
        writer = EventWriter.connect(connection, Duration.ZERO);
        said = new SaidInKafka(connection);
    }

    @AfterEach
    void stop() throws Exception {
        said.close();
        writer.close();
        flink.close();
    }

    @Test
    void aJobGoesFromSubmissionToItsOutcomeAndARestartSaysEverythingAgain() throws Exception {
        writer.append(Topic.FLEET, FleetEvent.capacity(1, 2));
        writer.append(Topic.FLEET, warmWorker());
        var log = new JobLog("job-a").at(3_000_000); // deadlines far in the future of any clock
        append(Topic.JOBS, log.submitted(4_000_000_000L, AfterDeadline.CONTINUE));

        Allocation running = said.first(Topic.ALLOCATIONS, Allocation.class, event -> event.wish() == Wish.RUNNING);
        assertThat(running.epoch()).isEqualTo(epoch());
        assertThat(said.first(
                                Topic.DECISIONS,
                                Decision.class,
                                event -> event.id().equals(running.decision()))
                        .chosen()
                        .wish())
                .isEqualTo(Wish.RUNNING);
        assertThat(said.first(Topic.POOLS, PoolTarget.class, event -> true).workers())
                .isEqualTo(1);

        append(Topic.ASSIGNMENTS, log.bound(1, 10));
        append(Topic.STEPS, log.started(10, 0));
        for (int step = 1; step <= 5; step++) {
            append(Topic.STEPS, log.step(10, step));
        }
        said.first(
                Topic.JOB_STATES,
                JobState.class,
                event -> event.phase() == JobPhase.RUNNING && event.forecast() != null);

        malformedAndStrayReportsAreDeadLetters();
        restartSaysEverythingAgain(aClaimThatComesLateDoesNotSilenceIt(running));

        append(Topic.STEPS, log.succeeded(10, 5));
        append(Topic.ASSIGNMENTS, log.closed(1));
        Outcome outcome = said.first(Topic.OUTCOMES, Outcome.class, event -> true);
        assertThat(outcome.verdict()).isEqualTo(Verdict.MET);
        assertThat(outcome.steps()).isEqualTo(5);
        assertThat(outcome.started()).isEqualTo(JobLog.START);
        said.first(Topic.JOB_STATES, JobState.class, event -> event.phase() == JobPhase.SUCCEEDED);
        await().atMost(SaidInKafka.PATIENCE).until(() -> said.isRemoved(Topic.ALLOCATIONS, "job-a"));
    }

    private void malformedAndStrayReportsAreDeadLetters() throws Exception {
        byte[] broken = "{\"kind\":\"step\",\"v\":1".getBytes(StandardCharsets.UTF_8);
        byte[] key = "job-a".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.STEPS.fullName(), key, broken))
                    .get();
        }
        var stray = new JobLog("nobodys-job");
        append(Topic.STEPS, stray.step(7, 1));

        DeadLetter unreadable = said.first(
                Topic.DEAD_LETTERS, DeadLetter.class, event -> event.error().equals("not-json"));
        assertThat(Base64.getDecoder().decode(unreadable.body())).isEqualTo(broken);
        await().atMost(SaidInKafka.PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            append(Topic.STEPS, stray.step(7, 2)); // time goes on in its partition, while the others are idle
            return said.find(
                            Topic.DEAD_LETTERS,
                            DeadLetter.class,
                            event -> event.error().equals("unknown-job"))
                    .isPresent();
        });
    }

    /** A start that died before it could act has claimed a term nevertheless, and from now on nobody obeys the old one. */
    private Allocation aClaimThatComesLateDoesNotSilenceIt(Allocation before) {
        long late = writer.append(Topic.TERMS, new TermClaim(Role.SCHEDULER, "died-while-it-started"))
                .offset();
        assertThat(late).isGreaterThan(before.epoch());

        Allocation again = said.first(Topic.ALLOCATIONS, Allocation.class, event -> event.epoch() > late);
        assertThat(again.wish()).isEqualTo(Wish.RUNNING);
        return again;
    }

    private void restartSaysEverythingAgain(Allocation before) throws Exception {
        flink.close();
        startFlink();

        Allocation again = said.first(Topic.ALLOCATIONS, Allocation.class, event -> event.epoch() > before.epoch());
        assertThat(again.epoch()).isEqualTo(epoch());
        assertThat(again.wish()).isEqualTo(Wish.RUNNING);
    }

    private void startFlink() throws Exception {
        flink = FlinkNode.start(FlinkNodeSettings.of(directory.resolve("flink"), 2));
        flink.submit(
                ScalingJob.NAME,
                2,
                environment -> ScalingJob.wire(environment, new ScalingConfig(broker.bootstrapServers(), "edf")));
    }

    private static FleetEvent warmWorker() {
        return FleetEvent.of(1, new WorkerFact("w1", "small-lm", WorkerPhase.WARM, 1, null, JobLog.T0));
    }

    private static long epoch() {
        try (TermClaims claims = TermClaims.connect(connection)) {
            return claims.highest(Role.SCHEDULER).orElseThrow();
        }
    }

    private void append(Topic topic, JobFact fact) {
        writer.append(topic, fact.event());
    }
}
