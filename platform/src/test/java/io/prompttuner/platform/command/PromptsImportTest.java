package io.prompttuner.platform.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prompttuner.gateway.api.DatasetAccepted;
import io.prompttuner.gateway.api.GatewayJson;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.Problem;
import io.prompttuner.gateway.api.PromptAccepted;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a gateway that writes down what it is sent. */
class PromptsImportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] PROMPT = PromptFile.bytes(new float[] {1, 2, 3, 4, 5, 6}, 3);
    private static final String NAME = ContentHash.of(PROMPT).hex();
    private static final String OTHER = "ab".repeat(32);

    private final Terminal terminal = new Terminal().with("PROMPTTUNER_TOKEN", "secret");
    private final List<String> asked = new ArrayList<>();
    private final List<JsonNode> jobs = new ArrayList<>();
    private byte[] brought = new byte[0];

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/v1/", this::answer);
        gateway.start();
        Files.createDirectory(directory.resolve("tuned"));
        Files.write(directory.resolve("tuned/prompt.safetensors"), PROMPT);
        String[] export = {"prompts", "export", "--from", path("tuned"), "--format", "peft", "-o", path("adapter")};
        assertThat(terminal.run(export)).as(terminal.err()).isEqualTo(ExitCode.OK);
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void bringsThePromptAndSaysHowLongItStays() {
        assertThat(run("--model", "small-lm")).as(terminal.err()).isEqualTo(ExitCode.OK);

        assertThat(asked).containsExactly("POST /v1/prompts?baseModel=small-lm");
        assertThat(brought).isEqualTo(PROMPT);
        assertThat(terminal.out()).contains("prompt " + NAME, "2 tokens, 3 wide", "removed after 24 hours");
    }

    @Test
    void hasItEvaluatedOnEveryTaskAndTunedOnNone() throws IOException {
        Path task = Files.writeString(directory.resolve("street 0.jsonl"), "rows");

        assertThat(run("--model", "small-lm", "--dataset", task.toString(), "--dataset", OTHER))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK);

        assertThat(asked)
                .containsExactly(
                        "POST /v1/datasets", "POST /v1/prompts?baseModel=small-lm", "POST /v1/jobs", "POST /v1/jobs");
        assertThat(jobs.get(0)).isEqualTo(JSON.readTree("""
                {"name": "imported/street-0", "baseModel": "small-lm", "dataset": "%s", "maxSteps": 0,
                 "deadline": "PT10M", "start": {"kind": "prompt", "prompt": "%s"}, "target": {"loss": 20.0}}""".formatted(
                        ContentHash.of("rows".getBytes(UTF_8)).hex(), NAME)));
        assertThat(jobs.get(1).path("name").asText()).isEqualTo("imported/abababababab");
        assertThat(terminal.out()).contains("imported/street-0", "the bank knows the prompt");
    }

    @Test
    void asksForWhatIsGoodEnough() {
        run("--model", "small-lm", "--dataset", OTHER, "--target-accuracy", "0.9", "--name", "emotion/street");

        assertThat(jobs.get(0).path("target").toString()).isEqualTo("{\"accuracy\":0.9}");
        assertThat(jobs.get(0).path("name").asText()).isEqualTo("emotion/street");
    }

    @Test
    void asksForAnswersThatComeNearEnough() {
        run("--model", "small-lm", "--dataset", OTHER, "--target-rouge-l", "0.5");

        assertThat(jobs.get(0).path("target").toString()).isEqualTo("{\"rougeL\":0.5}");
    }

    @Test
    void tellsProgramsWhatItDid() throws IOException {
        assertThat(run("--model", "small-lm", "--dataset", OTHER, "--out", path("back"), "-o", "json"))
                .isEqualTo(ExitCode.OK);

        JsonNode report = JSON.readTree(terminal.out());
        assertThat(report.path("prompt").path("sha256").asText()).isEqualTo(NAME);
        assertThat(report.path("directory").asText()).isEqualTo(path("back"));
        assertThat(report.path("jobs").path(0).path("status").path("id").asText())
                .isEqualTo("j-1");
        assertThat(directory.resolve("back/prompt.safetensors")).hasBinaryContent(PROMPT);
    }

    @Test
    void namesAllThatMakesNoSenseBeforeItSendsAnything() {
        assertThat(run("--dataset", path("nothing"), "--target-loss", "1", "--target-accuracy", "1"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(terminal.err())
                .contains(
                        "--target-loss, --target-accuracy: expected one",
                        "no such file",
                        "where to?",
                        "goes with --model");
        assertThat(asked).isEmpty();
    }

    @Test
    void showsWhatTheGatewayHasAgainstIt() {
        assertThat(run("--model", "huge-lm")).isEqualTo(ExitCode.REFUSED);

        assertThat(terminal.err()).contains("Not a prompt for this model", "expected a width of 4096");
    }

    private int run(String... more) {
        String address = "http://127.0.0.1:" + gateway.getAddress().getPort();
        return terminal.run(Stream.concat(
                        Stream.of("prompts", "import", path("adapter"), "--gateway", address), Arrays.stream(more))
                .toArray(String[]::new));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            boolean refused = exchange.getRequestURI().toString().contains("huge-lm");
            byte[] answer = GatewayJson.mapper()
                    .writeValueAsBytes(
                            refused
                                    ? refusal()
                                    : answer(exchange.getRequestURI().getPath(), body));
            exchange.sendResponseHeaders(refused ? 422 : 201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Object answer(String path, byte[] body) throws IOException {
        if (path.equals("/v1/datasets")) {
            return new DatasetAccepted(ContentHash.of(body).hex(), 20, 16, 4);
        }
        if (path.equals("/v1/prompts")) {
            brought = body;
            return new PromptAccepted(ContentHash.of(body).hex(), "small-lm", 2, 3);
        }
        jobs.add(JSON.readTree(body));
        return job(jobs.get(jobs.size() - 1));
    }

    private JobDescription job(JsonNode request) {
        var target = new Target(TargetMetric.LOSS, 20);
        String name = request.path("name").asText();
        String dataset = request.path("dataset").asText();
        var now = Instant.parse("2030-01-01T00:00:00Z");
        var spec = new JobSpec(name, "small-lm", dataset, target, 0, 1, 16, 16, 4, 0.003, 1, 1);
        var status = new JobStatus(
                "j-" + jobs.size(),
                "acme",
                name,
                "small-lm",
                JobPhase.QUEUED,
                PhaseReason.SUBMITTED,
                target,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                now.plusSeconds(600),
                now,
                now,
                false,
                null);
        var start = new Start(StartKind.PROMPT, null, NAME);
        return new JobDescription(now, status, spec, 7, start, AfterDeadline.CONTINUE, List.of(), 0, null, null);
    }

    private static Problem refusal() {
        var fault = new Problem.Item("#", "tensor prompt: expected a width of 4096, the model's, found 3");
        return new Problem("about:blank", "Not a prompt for this model", 422, "one fault", List.of(fault));
    }
}
