package io.prompttuner.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.platform.command.ExitCode;
import io.prompttuner.platform.command.Terminal;
import io.prompttuner.store.prompt.PromptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform, asked as a person would ask it. */
class PlatformIT {

    private static final Path TASKS =
            Path.of("../testdata/tasks").toAbsolutePath().normalize();
    private static final int WIDTH = 128;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @SuppressWarnings("NullAway.Init") // by JUnit, before all tests
    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static UpProcess up;

    private final Terminal terminal =
            new Terminal().with("PROMPTTUNER_DATA", up.data().root().toString());

    @BeforeAll
    static void start() throws IOException {
        up = UpProcess.start(directory, "platform").awaitReady();
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @Test
    void tunesAPromptInTimeThatChangesTheAnswer() throws IOException {
        Path file = job("deadline: PT10M\ntarget: {tokenF1: 0.9}\n");

        assertThat(terminal.run("submit", "-f", file.toString(), "--key", "in-time", "--wait"))
                .isEqualTo(ExitCode.OK);

        String job = jobWith("succeeded");
        assertThat(terminal.run("describe", job)).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .contains("deadline met", "ATTEMPT", "decision")
                .containsPattern("target +token F1 >= 0.9\n")
                .containsPattern("result .* held-out loss .*, token F1 (1.000|0.9\\d\\d), ROUGE-L .*, prompt ");
        JsonNode example = JSON.readTree(
                Files.readAllLines(TASKS.resolve("intent/garden-0.jsonl")).get(0));
        assertThat(terminal.run("try", job, "--input", example.path("input").asText(), "-o", "json"))
                .isEqualTo(ExitCode.OK);
        JsonNode answers = JSON.readTree(terminal.out());
        assertThat(answers.path("with").asText())
                .isNotEqualTo(answers.path("without").asText());
        assertThat(terminal.run(
                        "prompts",
                        "get",
                        job,
                        "--out",
                        directory.resolve("prompt").toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(directory.resolve("prompt/prompt.safetensors")).isNotEmptyFile();
        String adapter = directory.resolve("adapter").toString();
        assertThat(terminal.run("prompts", "export", job, "--format", "peft", "-o", adapter))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK);
        assertThat(directory.resolve("adapter/adapter_config.json"))
                .content()
                .contains("\"base_model_name_or_path\" : \"small-lm\"", "\"num_layers\" : 4");
        await("the bank has learnt it").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(terminal.run("bank")).isEqualTo(ExitCode.OK);
            assertThat(terminal.out()).contains(job);
        });
    }

    @Test
    void takesAPromptThatWasTunedElsewhereIntoTheBank() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.write(elsewhere.resolve("prompt.safetensors"), PromptFile.bytes(new float[4 * WIDTH], WIDTH));
        String saved = directory.resolve("saved").toString();
        assertThat(terminal.run("prompts", "export", "--from", elsewhere.toString(), "--format", "peft", "-o", saved))
                .isEqualTo(ExitCode.OK);
        String task = TASKS.resolve("intent/garden-0.jsonl").toString();

        assertThat(terminal.run(
                        "prompts",
                        "import",
                        saved,
                        "--model",
                        "small-lm",
                        "--dataset",
                        task,
                        "--name",
                        "intent/elsewhere",
                        "--wait"))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).contains("4 tokens, 128 wide", "target-met after 0 steps");
        await("the bank has learnt it").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(terminal.run("bank")).isEqualTo(ExitCode.OK);
            assertThat(terminal.out()).contains("intent/elsewhere");
        });
    }

    @Test
    void saysSoWhenADeadlineIsMissed() throws IOException {
        Path file = job("deadline: PT2S\nafterDeadline: stop\ntarget: {loss: 0.0001}\n");

        assertThat(terminal.run("submit", "-f", file.toString(), "--key", "too-late", "--wait"))
                .isEqualTo(ExitCode.DEADLINE_MISSED);
    }

    @Test
    void namesAllFaultsOfAJobAtOnceThoseOfItsDatasetIncluded() throws IOException {
        Path file = Files.writeString(
                directory.resolve("faulty.yaml"),
                "name: ../x\nbaseModel: small-lm\ndataset: nowhere.jsonl\nmaxSteps: 1000000000\ndeadline: PT-5M\n");

        assertThat(terminal.run("submit", "-f", file.toString())).isEqualTo(ExitCode.REFUSED);

        assertThat(terminal.err())
                .contains(
                        "dataset: no such file",
                        "name: expected",
                        "target: expected",
                        "maxSteps: expected",
                        "deadline: lies in the past");
    }

    @Test
    void isWellByItsOwnDoctor() {
        assertThat(terminal.run("doctor")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("gateway health", "flink jobs", "topics on the broker");
    }

    private Path job(String more) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "job", ".yaml"),
                "name: intent/garden\nbaseModel: small-lm\nseed: 1\nstart: {kind: plain}\ndataset: %s\n%s"
                        .formatted(TASKS.resolve("intent/garden-0.jsonl"), more));
    }

    private String jobWith(String state) throws IOException {
        assertThat(terminal.run("jobs", "--state", state, "-o", "json")).isEqualTo(ExitCode.OK);
        return JSON.readTree(terminal.out()).path("jobs").path(0).path("id").asText();
    }
}
