package io.prompttuner.trainer.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker for all, taken away and brought back; each test keeps to a job of its own. */
class KafkaReportsIT {

    private static final int PORT = LoopbackPorts.twoFree().first();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Short, so that an outage outlasts it and reports are handed over again. */
    private static final KafkaConnection IMPATIENT =
            new KafkaConnection("127.0.0.1:" + PORT, "reports-it", Duration.ofSeconds(3));

    @TempDir
    static Path directory;

    private static KafkaNode broker;

    private KafkaReports reports;

    @BeforeAll
    static void startBroker() {
        broker = KafkaNode.start(directory, PORT);
        try (var setup = TopicSetup.connect(KafkaConnection.of(broker.bootstrapServers(), "setup"))) {
            setup.makeMissing();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        reports = KafkaReports.start(EventWriter.forgetful(IMPATIENT), 50);
    }

    @AfterEach
    void stop() throws InterruptedException {
        reports.close();
    }

    @Test
    void writesReportsInOrder() {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (int step = 1; step <= 500; step++) {
            last = reports.write(step("in-order", step));
        }

        await().atMost(PATIENCE).until(last::isDone);

        assertThat(written("in-order")).extracting(StepEvent::step).hasSize(500).isSorted();
    }

    @Test
    void keepsReportsWhileTheBrokerIsAwayAndAcknowledgesTheEndOnlyOnceItIsBack() {
        await().atMost(PATIENCE).until(reports.write(step("outage", 1))::isDone);
        broker.close();
        List<CompletableFuture<Void>> away = new ArrayList<>();
        for (int step = 2; step <= 20; step++) {
            away.add(reports.write(step("outage", step)));
        }
        CompletableFuture<Void> ended = reports.write(ended("outage", 20));
        assertThat(reports.hasRoom()).isTrue();
        for (int step = 1; step <= 30; step++) {
            away.add(reports.write(step("outage-2", step)));
        }
        assertThat(reports.hasRoom()).isFalse();

        await().pollDelay(Duration.ofSeconds(5)).until(() -> true); // longer than one append is tried for
        assertThat(ended).isNotDone();
        assertThat(away).noneMatch(CompletableFuture::isDone);
        broker = KafkaNode.start(directory, PORT);
        await().atMost(PATIENCE).until(ended::isDone);
        await().atMost(PATIENCE).until(reports::hasRoom);

        assertThat(ended).isCompleted();
        List<StepEvent> written = written("outage");
        assertThat(written.stream().distinct().map(StepEvent::step)).isSorted().hasSize(21);
        assertThat(written.stream().distinct().toList()).last().isEqualTo(ended("outage", 20));
    }

    @Test
    void forgetsWhatIsDiscarded() {
        broker.close();
        CompletableFuture<Void> underWay = reports.write(step("first", 1));
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        CompletableFuture<Void> dropped = reports.write(step("dropped", 2));
        CompletableFuture<Void> kept = reports.write(step("kept", 3));

        reports.discard("dropped", 7);

        assertThat(dropped).isCancelled();
        broker = KafkaNode.start(directory, PORT);
        await().atMost(PATIENCE).until(() -> underWay.isDone() && kept.isDone());
        assertThat(written("dropped")).isEmpty();
        assertThat(written("kept")).isNotEmpty();
    }

    private static StepEvent step(String job, long step) {
        return StepEvent.step(job, 7, step, "worker-1", new Measured(0.5, 0.01, 1, 1));
    }

    private static StepEvent ended(String job, long step) {
        return StepEvent.ended(
                job, 7, step, "worker-1", new Ended(EndKind.EXHAUSTED, EndReason.MAX_STEPS, null, null, null, null));
    }

    private static List<StepEvent> written(String job) {
        List<StepEvent> all = new ArrayList<>();
        try (LogReader log =
                LogReader.fromStart(KafkaConnection.of(broker.bootstrapServers(), "reader"), List.of(Topic.STEPS))) {
            log.readToEnd(received ->
                    received.body().match(event -> all.add((StepEvent) event), () -> false, unreadable -> false));
        }
        return all.stream().filter(report -> report.job().equals(job)).toList();
    }
}
