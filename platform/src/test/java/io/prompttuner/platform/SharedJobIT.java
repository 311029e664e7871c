package io.prompttuner.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.platform.command.ExitCode;
import io.prompttuner.platform.command.Terminal;
import io.prompttuner.platform.data.InstallationStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that several workers of the whole platform share: the same prompt comes of them as of one worker to which nothing
 * happened, whoever comes, goes or is killed. A job here takes all its steps, so that there is time for that.
 */
class SharedJobIT {

    private static final Path TASKS =
            Path.of("../testdata/tasks").toAbsolutePath().normalize();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @SuppressWarnings("NullAway.Init") // by JUnit, before all tests
    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static UpProcess up;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Overruling scheduler;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static String alone;

    @BeforeAll
    static void tuneAlone() throws IOException {
        up = UpProcess.start(directory, "shared").awaitReady();
        int broker = InstallationStatus.read(up.data().status())
                .orElseThrow()
                .ports()
                .broker();
        scheduler = new Overruling("127.0.0.1:" + broker);
        scheduler.pool(2);
        String job = submit("alone");
        scheduler.run(job, 1);
        alone = ended(job).path("outcome").path("ended").path("prompt").asText();
        assertThat(alone).hasSize(64);
        assertThat(crowds(job)).containsExactly(1);
        JsonNode settings = manifest(job).path("settings");
        assertThat(settings.path("schedule").asText()).isEqualTo("linear");
        assertThat(settings.path("weightDecay").asDouble()).isEqualTo(0.01);
    }

    private static JsonNode manifest(String job) throws IOException {
        Path prompt = directory.resolve("prompt-of-" + job);
        var terminal = new Terminal().with("PROMPTTUNER_DATA", up.data().root().toString());
        assertThat(terminal.run("prompts", "get", job, "--out", prompt.toString()))
                .isEqualTo(ExitCode.OK);
        return JSON.readTree(prompt.resolve("manifest.json").toFile());
    }

    @AfterAll
    static void stop() {
        scheduler.close();
        up.close();
    }

    @Test
    void aSecondWorkerThatComesAndGoesMakesNoDifference() throws IOException {
        String job = submit("grown");
        scheduler.run(job, 1);
        awaitStep(job, 20);
        scheduler.run(job, 2);
        awaitCrowd(job, 2);
        awaitStep(job, 80);
        scheduler.run(job, 1);

        assertEndsAsAlone(job);
        assertThat(crowds(job)).containsExactly(1, 2, 1);
        assertThat(describe(job).path("attempts")).hasSize(1);
    }

    @Test
    void norDoesTheDeathOfTheOneThatSpeaksForBoth() throws IOException {
        String job = sharedByTwo("oldest");
        kill(holders(job).get(0));

        assertEndsAsAlone(job);
        assertThat(describe(job).path("attempts").size()).isGreaterThan(1);
    }

    @Test
    void norTheDeathOfTheOtherWhileAnotherJobComes() throws IOException {
        String job = sharedByTwo("youngest");
        kill(holders(job).get(1));
        String other = submit("other");
        scheduler.run(job, 1);
        scheduler.run(other, 1);

        assertEndsAsAlone(job);
        assertEndsAsAlone(other);
    }

    @Test
    void norAPauseOfBoth() throws IOException {
        String job = sharedByTwo("paused");
        scheduler.pause(job);
        await("paused").atMost(PATIENCE).until(() -> state(job).equals("paused"));
        scheduler.run(job, 2);

        assertEndsAsAlone(job);
        assertThat(describe(job).path("attempts").size()).isGreaterThan(1);
        assertThat(crowds(job)).contains(2);
    }

    /** A job that two workers share and that has got some way. */
    private static String sharedByTwo(String key) throws IOException {
        String job = submit(key);
        scheduler.run(job, 2);
        awaitCrowd(job, 2);
        awaitStep(job, 40);
        return job;
    }

    private static void assertEndsAsAlone(String job) throws IOException {
        assertThat(ended(job).path("outcome").path("ended").path("prompt").asText())
                .as(String.valueOf(describe(job)))
                .isEqualTo(alone);
    }

    private static String submit(String key) throws IOException {
        Path file = Files.writeString(
                Files.createTempFile(directory, "job", ".yaml"), """
                name: intent/garden
                baseModel: small-lm
                seed: 1
                start: {kind: plain}
                dataset: %s
                target: {loss: 0.0001}
                maxSteps: 200
                deadline: PT1H
                limits: {maxWorkers: 2}
                recipe: {schedule: linear, warmupSteps: 10, weightDecay: 0.01, patience: 1000}
                """.formatted(TASKS.resolve("intent/garden-0.jsonl")));
        return run("submit", "-f", file.toString(), "--key", key, "-o", "json")
                .path("status")
                .path("id")
                .asText();
    }

    private static JsonNode ended(String job) throws IOException {
        await(job + " ends")
                .atMost(PATIENCE)
                .until(() -> !describe(job).path("outcome").isMissingNode()
                        && !describe(job).path("outcome").isNull());
        return describe(job);
    }

    private static JsonNode describe(String job) throws IOException {
        return run("describe", job, "-o", "json");
    }

    private static JsonNode run(String... command) throws IOException {
        var terminal = new Terminal().with("PROMPTTUNER_DATA", up.data().root().toString());
        assertThat(terminal.run(command)).as(terminal.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(terminal.out());
    }

    private static String state(String job) throws IOException {
        return describe(job).path("status").path("state").asText();
    }

    private static void awaitStep(String job, int step) {
        await("step " + step)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> describe(job).path("status").path("step").asInt() >= step);
    }

    private static void awaitCrowd(String job, int workers) {
        await(workers + " workers").atMost(PATIENCE).until(() -> holders(job).size() == workers);
    }

    /** Who holds it now, oldest first. */
    private static List<String> holders(String job) throws IOException {
        List<String> workers = new ArrayList<>();
        JsonNode attempts = describe(job).path("attempts");
        JsonNode stints = attempts.path(attempts.size() - 1).path("stints");
        stints.path(stints.size() - 1).path("workers").forEach(worker -> workers.add(worker.asText()));
        return workers;
    }

    /** How many workers held it, one after the other. */
    private static List<Integer> crowds(String job) throws IOException {
        List<Integer> crowds = new ArrayList<>();
        describe(job)
                .path("attempts")
                .forEach(attempt -> attempt.path("stints")
                        .forEach(stint -> crowds.add(stint.path("workers").size())));
        return crowds;
    }

    /** SIGKILL. */
    private static void kill(String worker) {
        String mark = "PROMPTTUNER_WORKER_ID=" + worker + "\0";
        ProcessHandle process = up.descendants().stream()
                .filter(child -> environment(child.pid()).contains(mark))
                .findFirst()
                .orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
