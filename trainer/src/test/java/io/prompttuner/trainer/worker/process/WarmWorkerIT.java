package io.prompttuner.trainer.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.protocol.fleet.LetGo;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.djl.HuggingFaceCodec;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.grpc.ScriptedController;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One worker process serves one tenant after another. */
class WarmWorkerIT {

    private static final long TERM = 5;
    private static final long FIRST = (TERM << 20) + 1;
    private static final long SECOND = FIRST + 1;

    // Outside of ASCII too, so that each encoding has bytes of its own.
    private static final String INPUT = "qzvöxkjwyrmplugh";
    private static final String TARGET = "xyzzyöfrobozz";
    private static final String INSTRUCTION = "say grüezi wyvernquux to all";

    @TempDir
    static Path directory;

    private static KafkaNode broker;
    private static DirectoryStores stores;
    private static Path catalogue;

    @BeforeAll
    static void prepare() throws IOException {
        broker = KafkaNode.start(
                directory.resolve("kafka"), LoopbackPorts.twoFree().first());
        try (var setup = TopicSetup.connect(KafkaConnection.of(broker.bootstrapServers(), "setup"))) {
            setup.makeMissing();
        }
        stores = DirectoryStores.in(directory.resolve("store"), InstantSource.system());
        catalogue = Files.writeString(
                directory.resolve("models.json"),
                "{\"models\": [{\"name\": \"small-lm\", \"directory\": \"%s\"}]}"
                        .formatted(TestModels.smallLm().toAbsolutePath()));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void nothingOfATenantCanBeReadOutOfItsWorkerOnceItsJobIsLetGo() throws Exception {
        Traces traces = texts();
        String dataset = dataset(INPUT, TARGET);
        assertThat(traces.in(datasetFile(dataset))).containsKeys("input", "target");

        try (var controller = ScriptedController.start(0, TERM);
                WorkerChild worker = start(controller)) {
            controller.assign(secret("secret", dataset), FIRST);
            controller.awaitStep(FIRST, 12);
            tensors(traces, "secret");
            assertThat(names(worker.memory().search(traces)))
                    .contains("instruction", "input tokens", "target tokens", "best.prompt");

            controller.awaitLetGo(FIRST);
            tensors(traces, "secret");

            assertThat(worker.memory().search(traces)).isEmpty();
            assertThat(traces.in(worker.heapDump(directory.resolve("all.hprof"), "-all")))
                    .isEmpty();
            assertThat(traces.in(worker.heapDump(directory.resolve("live.hprof"))))
                    .isEmpty();
            for (Path file : worker.files()) {
                assertThat(traces.in(file)).as(file.toString()).isEmpty();
            }
            assertThat(directory.resolve("store/.tmp")).isEmptyDirectory();
        }
    }

    @Test
    void nothingOfItCanBeReadOutOfAnyWorkerThatHadAPartInIt() throws Exception {
        Traces traces = texts();
        String dataset = dataset(INPUT, TARGET);

        try (var controller = ScriptedController.start(0, TERM);
                WorkerChild oldest = start(controller, "worker-1");
                WorkerChild other = start(controller, "worker-2")) {
            var team = controller.team("shared-secret", FIRST, 1, "worker-1", "worker-2");
            controller.assign(secret("shared-secret", dataset), FIRST, team);
            controller.await(message -> message.getWorker().equals("worker-2")
                    && message.getHeartbeat().getHolding().getStep() >= 12);
            tensors(traces, "shared-secret");
            assertThat(names(other.memory().search(traces))).contains("input tokens", "target tokens", "best.prompt");

            assertThat(awaitLetGo(controller, "worker-1").getWhy()).isEqualTo(LetGo.Why.ENDED);
            controller.drop("shared-secret", FIRST);
            awaitLetGo(controller, "worker-2"); // dropped or, if that took long to come, as the one that ends the job
            tensors(traces, "shared-secret");

            assertThat(oldest.memory().search(traces)).isEmpty();
            assertThat(other.memory().search(traces)).isEmpty();
        }
    }

    @Test
    void theNextJobLoadsNothingAndEndsWithThePromptThatAFreshWorkerWouldGiveIt() throws Exception {
        String mine = dataset("maria read about the river", "joy");
        byte[] warm;
        try (var controller = ScriptedController.start(0, TERM);
                WorkerChild worker = start(controller)) {
            controller.assign(secret("before", dataset(INPUT, TARGET)), FIRST);
            controller.awaitLetGo(FIRST);
            controller.assign(plain("on-warm", mine), SECOND);
            controller.awaitLetGo(SECOND);

            warm = state("on-warm");
            assertThat(controller.heard().stream().filter(FromWorker::hasWarm)).hasSize(1);
            assertThat(worker.output()).doesNotContain("ERROR");
        }
        try (var controller = ScriptedController.start(0, TERM);
                WorkerChild worker = start(controller)) {
            controller.assign(plain("on-fresh", mine), FIRST);
            controller.awaitLetGo(FIRST);

            assertThat(state("on-fresh")).as(worker.output()).isEqualTo(warm);
        }
    }

    private static LetGo awaitLetGo(ScriptedController controller, String worker) {
        return controller
                .await(message -> message.hasLetGo() && message.getWorker().equals(worker))
                .getLetGo();
    }

    private static WorkerChild start(ScriptedController controller) throws IOException {
        return start(controller, "worker-1");
    }

    private static WorkerChild start(ScriptedController controller, String name) throws IOException {
        WorkerChild worker = WorkerChild.start(
                directory,
                Map.of(
                        "PROMPTTUNER_WORKER_ID", name,
                        "PROMPTTUNER_BASE_MODEL", "small-lm",
                        "PROMPTTUNER_MODELS", catalogue.toString(),
                        "PROMPTTUNER_CONTROLLER", controller.target(),
                        "PROMPTTUNER_KAFKA", broker.bootstrapServers(),
                        "PROMPTTUNER_STORE", directory.resolve("store").toString()));
        controller.await(message -> message.hasWarm() && message.getWorker().equals(name));
        return worker;
    }

    private static JobSubmitted secret(String job, String dataset) {
        return Jobs.job(job)
                .on(dataset)
                .from(StartKind.TEXT, INSTRUCTION, null)
                .steps(40, 10)
                .rate(0.01)
                .submitted(16, 16);
    }

    private static JobSubmitted plain(String job, String dataset) {
        return Jobs.job(job).on(dataset).steps(20, 10).rate(0.01).submitted(16, 16);
    }

    private static String dataset(String input, String target) {
        String lines = IntStream.range(0, 160)
                .mapToObj(i -> "{\"input\":\"the %s number %d . answer :\",\"target\":\"%s %d\",\"split\":\"%s\"}\n"
                        .formatted(input, i, target, i % 3, i < 128 ? "train" : "heldout"))
                .collect(Collectors.joining());
        return stores.datasets()
                .put(new TenantSlug(Jobs.TENANT), lines.getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private static Path datasetFile(String hash) {
        return directory.resolve("store/tenants/%s/datasets/%s.jsonl".formatted(Jobs.TENANT, hash));
    }

    private static Traces texts() throws IOException {
        try (HuggingFaceCodec codec = HuggingFaceCodec.load(ModelDirectory.open(TestModels.smallLm()))) {
            int[] input = codec.encode("the " + INPUT + " number");
            return new Traces()
                    .text("input", INPUT)
                    .text("target", TARGET)
                    .text("instruction", INSTRUCTION)
                    .tokens("input tokens", Arrays.copyOfRange(input, 2, input.length - 1)) // without its neighbours
                    .tokens("target tokens", codec.encode(" " + TARGET))
                    .tokens("instruction tokens", codec.encode(INSTRUCTION));
        }
    }

    /** Prompt, best prompt, both moments and the task's features as they are in the newest checkpoint. */
    private static void tensors(Traces traces, String job) throws IOException {
        try (var file = SafetensorsFile.of(state(job))) {
            for (String name : file.entries().keySet()) {
                traces.numbers(name, file.read(name).values());
            }
        }
        List<Double> features = EventCodec.json()
                .readTree(checkpointed(job, "run.json"))
                .at("/started/features")
                .valueStream()
                .map(JsonNode::doubleValue)
                .toList();
        assertThat(features).isNotEmpty();
        traces.numbers("features", features);
    }

    /** All that a job has come to, bit by bit. */
    private static byte[] state(String job) {
        return checkpointed(job, "state.safetensors");
    }

    private static byte[] checkpointed(String job, String file) {
        return stores.checkpoints()
                .newest(new JobSlug(job))
                .flatMap(checkpoint -> checkpoint.content().file(file))
                .orElseThrow();
    }

    /** The traces found, wherever that was. */
    private static Set<String> names(Map<String, Integer> found) {
        return found.keySet().stream()
                .map(place -> place.substring(place.indexOf(": ") + 2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
