package io.prompttuner.trainer.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.protocol.fleet.LetGo.Why;
import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.grpc.ScriptedController;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Worker processes with the real model, a real broker and the real protocol; only the controller is a script. */
class WorkerMainIT {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMainIT.class);
    private static final int KAFKA = LoopbackPorts.twoFree().first();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long TERM = 5;
    private static final long FIRST = (TERM << 20) + 1;
    private static final long SECOND = FIRST + 1;

    @TempDir
    static Path directory;

    private static KafkaNode broker;
    private static DirectoryStores stores;
    private static Path catalogue;
    private static String dataset;

    private ScriptedController controller;

    @BeforeAll
    static void prepare() throws IOException {
        broker = KafkaNode.start(directory.resolve("kafka"), KAFKA);
        try (var setup = TopicSetup.connect(KafkaConnection.of(broker.bootstrapServers(), "setup"))) {
            setup.makeMissing();
        }
        stores = DirectoryStores.in(directory.resolve("store"), InstantSource.system());
        catalogue = Files.writeString(
                directory.resolve("models.json"),
                "{\"models\": [{\"name\": \"small-lm\", \"directory\": \"%s\"}]}"
                        .formatted(TestModels.smallLm().toAbsolutePath()));
        byte[] task = Files.readAllBytes(TestModels.smallLm().resolveSibling("tasks/emotion/street-0.jsonl"));
        dataset = stores.datasets().put(new TenantSlug(Jobs.TENANT), task).hex();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startController() throws IOException {
        controller = ScriptedController.start(0, TERM);
    }

    @AfterEach
    void stopController() throws InterruptedException {
        controller.close();
    }

    @Test
    void aJobWhoseWorkerWasKilledEndsWithTheSamePromptAsOneLeftAlone() throws Exception {
        try (WorkerChild worker = start("worker-1")) {
            String alone = tune("alone");
            LOG.info("{} steps a second, {} MiB", stepsPerSecond("alone"), worker.proportionalSetMiB());
            controller.assign(job("killed"), FIRST);
            controller.await(message -> holds(message, "killed", 12));
            worker.kill();

            try (WorkerChild other = start("worker-2")) {
                controller.assign(job("killed"), SECOND);
                controller.await(message -> letGo(message, "killed", Why.ENDED));

                assertThat(end("killed").prompt()).isEqualTo(alone);
                assertThat(started("killed")).extracting(StepEvent::attempt).containsExactly(FIRST, SECOND);
                assertThat(started("killed").get(1).step()).as(other.output()).isPositive();
            }
        }
    }

    @Test
    void aJobThatWasPausedEndsWithTheSamePromptAsOneLeftAlone() throws Exception {
        try (WorkerChild worker = start("worker-3")) {
            controller.assign(job("paused"), FIRST);
            controller.await(message -> holds(message, "paused", 3));
            controller.claim(TERM - 1);
            controller.drop("paused", FIRST); // from a zombie: no effect
            controller.claim(TERM);
            controller.pause("paused", FIRST);
            controller.await(message -> letGo(message, "paused", Why.PAUSED));
            controller.assign(job("paused"), SECOND);
            controller.await(message -> letGo(message, "paused", Why.ENDED));

            assertThat(end("paused").prompt()).isEqualTo(tune("alone-too"));
            assertThat(worker.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void anEndIsToldOnlyOnceTheBrokerHasIt() throws Exception {
        try (WorkerChild worker = start("worker-4")) {
            controller.assign(job("outage"), FIRST);
            controller.await(message -> holds(message, "outage", 3));
            broker.close();
            controller.await(message -> holds(message, "outage", 40));
            int heard = controller.heard().size();
            await().atMost(PATIENCE).until(() -> controller.heard().size() > heard + 3);
            assertThat(controller.heard()).noneMatch(FromWorker::hasLetGo);

            broker = KafkaNode.start(directory.resolve("kafka"), KAFKA);
            controller.await(message -> letGo(message, "outage", Why.ENDED));

            assertThat(reports("outage").stream()
                            .filter(report -> report.kind() == StepKind.STEP)
                            .map(StepEvent::step)
                            .distinct())
                    .as(worker.output())
                    .hasSize(40)
                    .isSorted();
        }
    }

    @Test
    void aJobStandsStillWhileTheBrokerIsAwayForLongerThanReportsHaveRoomAndLosesNone() throws Exception {
        Map<String, String> env = new HashMap<>(env("worker-10"));
        env.put("PROMPTTUNER_WORKER_REPORTS", "100");
        try (WorkerChild worker = start(env)) {
            controller.assign(
                    Jobs.job("long-outage").on(dataset).steps(200, 100).submitted(4, 4), FIRST);
            controller.await(message -> holds(message, "long-outage", 3));
            broker.close();
            await().atMost(PATIENCE).until(() -> standsStill("long-outage"));
            assertThat(controller.heard()).noneMatch(message -> holds(message, "long-outage", 200));

            broker = KafkaNode.start(directory.resolve("kafka"), KAFKA);
            controller.await(message -> letGo(message, "long-outage", Why.ENDED));

            assertThat(reports("long-outage").stream()
                            .filter(report -> report.kind() == StepKind.STEP)
                            .map(StepEvent::step)
                            .distinct())
                    .as(worker.output())
                    .hasSize(200)
                    .isSorted();
        }
    }

    @Test
    void aJobThatAnotherWorkerJoinsAndTakesOverEndsWithTheSamePromptAsOneLeftAlone() throws Exception {
        try (WorkerChild first = start("worker-11");
                WorkerChild second = start("worker-12")) {
            controller.assign(longJob("unshared"), FIRST);
            controller.await(message -> letGo(message, "unshared", Why.ENDED));
            controller.assign(longJob("shared"), FIRST, controller.team("shared", FIRST, 1, "worker-11"));
            controller.await(message -> holds(message, "shared", 3));

            controller.assign(longJob("shared"), FIRST, controller.team("shared", FIRST, 2, "worker-11", "worker-12"));
            controller.await(message -> message.getWorker().equals("worker-12") && holds(message, "shared", 3));
            first.kill();
            controller.resize("shared", FIRST, controller.team("shared", FIRST, 3, "worker-12"));
            controller.await(message -> letGo(message, "shared", Why.ENDED));

            assertThat(end("shared")).isEqualTo(end("unshared"));
            assertThat(reports("shared").stream()
                            .flatMap(report -> Stream.ofNullable(report.measured()))
                            .map(Measured::workers))
                    .as(second.output())
                    .startsWith(1)
                    .contains(2)
                    .endsWith(1);
            assertThat(started("shared")).extracting(StepEvent::author).contains("worker-11", "worker-12");
        }
    }

    @Test
    void aDroppedJobIsNotHeardOfAgain() throws Exception {
        try (WorkerChild worker = start("worker-5")) {
            controller.assign(job("dropped"), FIRST);
            controller.await(message -> holds(message, "dropped", 3));
            controller.drop("dropped", FIRST);
            controller.await(message -> letGo(message, "dropped", Why.DROPPED));
            int written = reports("dropped").size();

            tune("after-the-drop");

            assertThat(reports("dropped")).as(worker.output()).hasSize(written);
            assertThat(reports("dropped")).noneMatch(report -> report.kind() == StepKind.ENDED);
        }
    }

    @Test
    void aWorkerThatIsToldToEndFinishesItsStepAndLeavesACheckpoint() throws Exception {
        try (WorkerChild worker = start("worker-6")) {
            controller.assign(job("left"), FIRST);
            controller.await(message -> holds(message, "left", 3));
            CheckpointKey before =
                    stores.checkpoints().list(new JobSlug("left")).last();

            worker.terminate();

            assertThat(worker.exitCode()).as(worker.output()).isEqualTo(143); // SIGTERM; a crash would be 134
            assertThat(stores.checkpoints().list(new JobSlug("left")).last()).isGreaterThan(before);
            assertThat(worker.output()).doesNotContain("hs_err");
        }
    }

    @Test
    void aJobMayEndWithoutAStep() throws Exception {
        try (WorkerChild worker = start("worker-7")) {
            controller.assign(
                    Jobs.job("at-once")
                            .on(dataset)
                            .until(TargetMetric.LOSS, 1e6)
                            .steps(40, 10)
                            .submitted(16, 16),
                    FIRST);
            controller.await(message -> letGo(message, "at-once", Why.ENDED));

            assertThat(end("at-once").end()).as(worker.output()).isEqualTo(EndKind.SUCCEEDED);
            assertThat(reports("at-once")).allMatch(report -> report.step() == 0);
        }
    }

    @Test
    void aWrongModelDirectoryIsSaidInOneClearLine() throws Exception {
        Path wrong = Files.writeString(
                directory.resolve("wrong.json"),
                "{\"models\": [{\"name\": \"small-lm\", \"directory\": \"nowhere\"}]}");
        Map<String, String> env = new HashMap<>(env("worker-8"));
        env.put("PROMPTTUNER_MODELS", wrong.toString());

        try (WorkerChild worker = WorkerChild.start(directory, env)) {
            assertThat(worker.exitCode()).as(worker.output()).isEqualTo(1);
            String error = controller.await(FromWorker::hasFailed).getFailed().getError();
            assertThat(error).contains("small-lm", "config.json", "nowhere").doesNotContain("\n");
            assertThat(worker.output().lines().filter(line -> line.contains("ERROR")))
                    .hasSize(1);
        }
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenToIsSaidInOneClearLine() throws Exception {
        Map<String, String> env = new HashMap<>(env("worker-9"));
        env.put("PROMPTTUNER_STORE", catalogue.toString());

        try (WorkerChild worker = WorkerChild.start(directory, env)) {
            assertThat(worker.exitCode()).as(worker.output()).isEqualTo(1);
            assertThat(worker.output().lines().filter(line -> line.contains("ERROR")))
                    .singleElement()
                    .asString()
                    .contains(catalogue.toString(), "choose another");
        }
    }

    private WorkerChild start(String name) throws IOException, InterruptedException {
        return start(env(name));
    }

    private WorkerChild start(Map<String, String> env) throws IOException, InterruptedException {
        WorkerChild worker = WorkerChild.start(directory, env);
        try {
            controller.await(message -> message.getWorker().equals(env.get("PROMPTTUNER_WORKER_ID"))
                    && (message.hasWarm() || message.getAttached().getWarm()));
        } catch (ConditionTimeoutException late) {
            worker.close();
            throw new AssertionError(worker.output(), late);
        }
        return worker;
    }

    private Map<String, String> env(String name) {
        return Map.of(
                "PROMPTTUNER_WORKER_ID", name,
                "PROMPTTUNER_BASE_MODEL", "small-lm",
                "PROMPTTUNER_MODELS", catalogue.toString(),
                "PROMPTTUNER_CONTROLLER", controller.target(),
                "PROMPTTUNER_KAFKA", broker.bootstrapServers(),
                "PROMPTTUNER_STORE", directory.resolve("store").toString());
    }

    /** Tunes a job that nobody disturbs; the prompt it ends with. */
    private String tune(String name) {
        controller.assign(job(name), FIRST);
        controller.await(message -> letGo(message, name, Why.ENDED));
        return Objects.requireNonNull(end(name).prompt());
    }

    private static JobSubmitted job(String name) {
        return Jobs.job(name).on(dataset).steps(40, 10).rate(0.003).submitted(16, 16);
    }

    private static JobSubmitted longJob(String name) {
        return Jobs.job(name).on(dataset).steps(160, 40).rate(0.003).submitted(16, 16);
    }

    private static boolean holds(FromWorker message, String job, long step) {
        return message.hasHeartbeat()
                && message.getHeartbeat().getHolding().getJob().equals(job)
                && message.getHeartbeat().getHolding().getStep() >= step;
    }

    /** Whether a job's last four heartbeats name the same step, and not one of its first. */
    private boolean standsStill(String job) {
        List<Long> steps = controller.heard().stream()
                .filter(message -> holds(message, job, 50))
                .map(message -> message.getHeartbeat().getHolding().getStep())
                .toList();
        int heard = steps.size();
        return heard > 3 && steps.get(heard - 4).equals(steps.get(heard - 1));
    }

    private static boolean letGo(FromWorker message, String job, Why why) {
        return message.hasLetGo()
                && message.getLetGo().getHeld().getJob().equals(job)
                && message.getLetGo().getWhy() == why;
    }

    private static double stepsPerSecond(String job) {
        return 1
                / reports(job).stream()
                        .flatMap(report -> Stream.ofNullable(report.measured()))
                        .mapToDouble(Measured::seconds)
                        .average()
                        .orElseThrow();
    }

    private static List<StepEvent> started(String job) {
        return reports(job).stream()
                .filter(report -> report.kind() == StepKind.STARTED)
                .toList();
    }

    private static Ended end(String job) {
        List<StepEvent> reports = reports(job);
        return Objects.requireNonNull(reports.get(reports.size() - 1).ended());
    }

    private static List<StepEvent> reports(String job) {
        List<StepEvent> all = new ArrayList<>();
        try (LogReader log =
                LogReader.fromStart(KafkaConnection.of(broker.bootstrapServers(), "reader"), List.of(Topic.STEPS))) {
            log.readToEnd(received ->
                    received.body().match(event -> all.add((StepEvent) event), () -> false, unreadable -> false));
        }
        return all.stream().filter(report -> report.job().equals(job)).toList();
    }
}
