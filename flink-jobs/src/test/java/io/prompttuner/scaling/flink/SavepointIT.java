package io.prompttuner.scaling.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.CurvePoint;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.kafka.EventRecords;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of the whole scaling job, committed under {@code savepoint-v1}, is taken up by today's code: three jobs, one
 * running, one paused, one ended but not closed.
 *
 * <p>{@code -Dgolden.rewrite=true} makes it anew, which belongs before a change of what is kept, not after. Its file
 * remembers where it was written: {@code -Dgolden.target=DIR} names a neutral directory.
 */
class SavepointIT {

    private static final Path COMMITTED = Path.of("src/test/resources/savepoint-v1");

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .setConfiguration(configuration())
            .build());

    @TempDir
    Path directory;

    private final JobLog running = new JobLog("job-running").at(3_000_000);
    private final JobLog paused = new JobLog("job-paused").at(3_000_000);
    private final JobLog ended = new JobLog("job-ended").at(3_000_000);

    @SuppressWarnings("NullAway.Init") // set before each test
    private KafkaNode broker;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SaidInKafka said;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        broker = KafkaNode.start(directory);
        var connection = KafkaConnection.of(broker.bootstrapServers(), "savepoint-it");
        try (TopicSetup setup = TopicSetup.connect(connection)) {
            setup.makeMissing();
        }
        said = new SaidInKafka(connection);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        said.close();
        broker.close();
    }

    @Test
    @EnabledIfSystemProperty(named = "golden.rewrite", matches = "true")
    void writesTheSavepointAnew() throws Exception {
        for (ProducerRecord<byte[], byte[]> record : history()) {
            producer.send(record).get();
        }
        JobClient job = submit(new Configuration());
        said.first(Topic.JOB_STATES, JobState.class, state -> state.phase() == JobPhase.PAUSED);
        said.first(Topic.JOB_STATES, JobState.class, state -> state.phase() == JobPhase.STOPPING);
        said.first(Topic.JOB_STATES, JobState.class, state -> state.job().equals("job-running") && state.step() == 3);
        said.first(
                Topic.ALLOCATIONS,
                Allocation.class,
                allocation -> allocation.job().equals("job-running"));

        String target = System.getProperty("golden.target", "target/golden");
        String at = job.triggerSavepoint(Path.of(target).toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        job.cancel().get();

        Files.createDirectories(COMMITTED);
        try (var files = Files.list(Path.of(URI.create(at)))) {
            for (Path file : files.toList()) {
                Files.copy(file, COMMITTED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void todaysCodeGoesOnFromIt() throws Exception {
        for (ProducerRecord<byte[], byte[]> record : history()) { // in the place of each record one that says nothing
            byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(record.topic(), record.key(), nothing))
                    .get();
        }
        var restoring = new Configuration();
        restoring.set(StateRecoveryOptions.SAVEPOINT_PATH, COMMITTED.toUri().toString());
        JobClient job = submit(restoring);
        said.first(Topic.ALLOCATIONS, Allocation.class, SavepointIT::runs);

        append(running.step(10, 4), running.succeeded(10, 4), running.closed(1));
        append(
                paused.bound(1, 21),
                paused.started(21, 2),
                paused.step(21, 3),
                paused.succeeded(21, 3),
                paused.closed(1));
        append(ended.closed(1));

        assertThat(steps(outcome("job-running"))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(steps(outcome("job-paused"))).containsExactly(1L, 2L, 3L);
        assertThat(outcome("job-paused").attempts()).isEqualTo(2);
        assertThat(steps(outcome("job-ended"))).containsExactly(1L);
        assertThat(outcome("job-ended").started()).isEqualTo(JobLog.START);
        assertThat(said.find(Topic.DEAD_LETTERS, Event.class, any -> true))
                .as("nothing before the savepoint is read again")
                .isEmpty();
        job.cancel().get();
    }

    private List<ProducerRecord<byte[], byte[]>> history() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(EventRecords.of(Topic.FLEET, FleetEvent.capacity(1, 2)));
        for (JobLog log : List.of(running, paused, ended)) {
            records.add(record(log.submitted(4_000_000_000L, AfterDeadline.CONTINUE)));
        }
        List<JobFact> facts = List.of(
                running.bound(1, 10),
                running.started(10, 0),
                running.step(10, 1),
                running.step(10, 2),
                running.evaluated(10, 2, 1.5),
                running.step(10, 3),
                paused.bound(1, 20),
                paused.started(20, 0),
                paused.step(20, 1),
                paused.step(20, 2),
                paused.released(1, 20, AssignmentReason.YIELDED_TO_MORE_URGENT),
                ended.bound(1, 30),
                ended.started(30, 0),
                ended.step(30, 1),
                ended.succeeded(30, 1));
        facts.forEach(fact -> records.add(record(fact)));
        return records;
    }

    private void append(JobFact... facts) throws Exception {
        for (JobFact fact : facts) {
            producer.send(record(fact)).get();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(JobFact fact) {
        return EventRecords.of(Topic.named(fact.origin().topic()).orElseThrow(), fact.event());
    }

    private JobClient submit(Configuration settings) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        environment.setParallelism(1);
        ScalingJob.wire(environment, new ScalingConfig(broker.bootstrapServers(), "edf"));
        return environment.executeAsync(ScalingJob.NAME);
    }

    private Outcome outcome(String job) {
        return said.first(
                Topic.OUTCOMES, Outcome.class, outcome -> outcome.job().equals(job));
    }

    private static List<Long> steps(Outcome outcome) {
        assertThat(outcome.steps())
                .isEqualTo(outcome.curve().get(outcome.curve().size() - 1).step());
        return outcome.curve().stream().map(CurvePoint::step).toList();
    }

    private static boolean runs(Allocation allocation) {
        return allocation.job().equals("job-running") && allocation.wish() == Wish.RUNNING;
    }

    /** State of a few kilobytes goes into the one file {@code _metadata}. */
    private static Configuration configuration() {
        var configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        return configuration;
    }
}
