package io.prompttuner.benchmarks.reaction;

import io.prompttuner.benchmarks.reaction.cast.Cluster;
import io.prompttuner.benchmarks.reaction.measure.AllocationReader;
import io.prompttuner.benchmarks.reaction.measure.BareTrip;
import io.prompttuner.benchmarks.reaction.measure.Figures;
import io.prompttuner.benchmarks.reaction.measure.Reactions;
import io.prompttuner.embedded.flink.FlinkNode;
import io.prompttuner.embedded.flink.FlinkNodeSettings;
import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.scaling.flink.ScalingConfig;
import io.prompttuner.scaling.flink.ScalingJob;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.kafka.AppendResult;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TermClaims;
import io.prompttuner.wire.kafka.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: a real broker, the real scaling job with the production policy on RocksDB, and around them a cluster that is
 * played. A thousand jobs first learn on a thousand GPUs, then half of the GPUs go, and then it counts.
 */
final class ReactionBenchmark {

    static final int JOBS = 1_000;
    static final int GPUS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ReactionBenchmark.class);
    private static final String POLICY = "edf";
    private static final long STEPS_TO_LEARN = 100;
    private static final int RATE_OF_LEARNING = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LAST_ANSWER_WITHIN = Duration.ofSeconds(30);

    private final ReactionOptions options;
    private final Path directory;
    private final InstantSource clock;

    ReactionBenchmark(ReactionOptions options, Path directory, InstantSource clock) {
        this.options = options;
        this.directory = directory;
        this.clock = clock;
    }

    Figures run() throws InterruptedException {
        try (KafkaNode broker = KafkaNode.start(directory.resolve("kafka"))) {
            var connection = KafkaConnection.of(broker.bootstrapServers(), "reaction");
            try (TopicSetup setup = TopicSetup.connect(connection)) {
                setup.makeMissing();
            }
            try (FlinkNode flink = FlinkNode.start(FlinkNodeSettings.of(directory.resolve("flink"), 1))) {
                var config = new ScalingConfig(broker.bootstrapServers(), POLICY);
                flink.submit(ScalingJob.NAME, 1, environment -> ScalingJob.wire(environment, config))
                        .awaitTasksRunning(PATIENCE);
                return measure(connection);
            }
        }
    }

    private Figures measure(KafkaConnection connection) throws InterruptedException {
        try (EventWriter writer = EventWriter.connect(connection, Duration.ZERO);
                AllocationReader allocations = AllocationReader.start(connection);
                BareTrip bare = BareTrip.start(connection)) {
            var cluster = new Cluster(new KafkaPen(writer), clock, claim(connection));
            var reactions = new Reactions();
            var sender = new ReportSender(cluster, allocations, writer, reactions);
            prepare(cluster, sender);
            long begun = System.nanoTime();
            long from = begun + options.warmUp().toNanos();
            long to = from + options.measure().toNanos();
            reactions.count(from, to);
            LOG.info(
                    "{} reports a second for {} s, then {} s that count",
                    options.rate(),
                    options.warmUp().toSeconds(),
                    options.measure().toSeconds());
            sender.send(options.rate(), begun, to - begun);
            long giveUp = System.nanoTime() + LAST_ANSWER_WITHIN.toNanos();
            sender.prepare(options.rate(), () -> !reactions.isWaiting() || System.nanoTime() - giveUp > 0);
            return reactions.figures(options.rate(), options.measure().toSeconds(), bare.between(from, to));
        }
    }

    private static void prepare(Cluster cluster, ReportSender sender) {
        LOG.info("{} jobs learn", JOBS);
        cluster.open(JOBS);
        sender.prepare(RATE_OF_LEARNING, patiently(() -> cluster.allHaveTaken(STEPS_TO_LEARN), "learn"));
        LOG.info("only {} GPUs are left", GPUS);
        cluster.shrinkTo(GPUS);
        sender.prepare(RATE_OF_LEARNING / 4, patiently(() -> cluster.isSettledAt(GPUS), "find a place"));
    }

    private static BooleanSupplier patiently(BooleanSupplier done, String what) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        return () -> {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException(
                        "after %d s the jobs still did not all %s".formatted(PATIENCE.toSeconds(), what));
            }
            return done.getAsBoolean();
        };
    }

    private static long claim(KafkaConnection connection) {
        try (TermClaims claims = TermClaims.connect(connection)) {
            return claims.claim(Role.CONTROLLER, "reaction-benchmark");
        }
    }

    /** Writes what the cluster says. */
    private record KafkaPen(EventWriter writer) implements Cluster.Pen {

        @Override
        public void write(Topic topic, Event event) {
            writer.append(topic, event, this::check);
        }

        @Override
        public void erase(Topic topic, String key) {
            writer.tombstone(topic, key, this::check);
        }

        private void check(AppendResult result) {
            if (result instanceof AppendResult.Failed failed) {
                LOG.error("the figures are worthless: {}", failed.reason().getMessage());
            }
        }
    }
}
