package io.prompttuner.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.gateway.api.DryRun;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.QuoteBasis;
import io.prompttuner.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Submitting jobs over a real broker: once, whole, or not at all. */
class SubmitIT {

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Scene scene;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        scene = new Scene(directory);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void aRepeatIsTheSameJobAndAnotherBodyUnderItsKeyIsRefused() throws Exception {
        Api acme = scene.as("acme");
        String key = scene.key();
        String body = Scene.body(scene.dataset("acme"), "");

        Api.Answer first = acme.submit(key, body);
        Api.Answer again = acme.submit(key, body);
        Api.Answer other = acme.submit(key, body.replace("0.15", "0.16"));

        String job = first.as(JobDescription.class).status().id();
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo("/v1/jobs/" + job);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.as(JobDescription.class).status().id()).isEqualTo(job);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asText()).isEqualTo("urn:prompttuner:problem:key-taken");
        assertThat(written(job)).isEqualTo(1);
    }

    @Test
    void manyRepeatsAtATimeAreOneJob() throws Exception {
        String key = scene.key();
        String body = Scene.body(scene.dataset("acme"), "");
        ExecutorService clients = Executors.newFixedThreadPool(8);

        List<CompletableFuture<Api.Answer>> answers = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> submitted(key, body), clients))
                .toList();
        List<Api.Answer> all = answers.stream().map(CompletableFuture::join).toList();
        clients.shutdown();

        assertThat(all).extracting(Api.Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(all)
                .extracting(answer -> answer.as(JobDescription.class).status().id())
                .hasSize(24)
                .containsOnly(all.get(0).as(JobDescription.class).status().id());
        assertThat(written(all.get(0).as(JobDescription.class).status().id())).isEqualTo(1);
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        Api acme = scene.as("acme");
        String key = scene.key();
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", key);
        byte[] body = Scene.body(scene.dataset("acme"), "").getBytes(UTF_8);

        DryRun plan = acme.send("POST", "/v1/jobs?dryRun=true", headers, body).as(DryRun.class);

        assertThat(plan.job().spec().maxSteps()).isEqualTo(300);
        assertThat(plan.quote().basis()).isIn(QuoteBasis.NOTHING, QuoteBasis.SAME_MODEL);
        assertThat(acme.get("/v1/jobs/" + plan.job().job()).status()).isEqualTo(404);
        assertThat(written(plan.job().job())).isZero();
    }

    @Test
    void namesAllFaultsOfAJobAtOnce() throws Exception {
        Api.Answer answer = scene.as("acme").submit(scene.key(), """
            {"name": "../../etc/passwd", "baseModel": "gpt-9", "dataset": "x", "target": {"loss": "NaN"},
             "maxSteps": 1000000000, "deadline": "2001-01-01T00:00:00Z", "gpus": 3}\
            """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactly(
                        "#/gpus", "#/name", "#/baseModel", "#/dataset", "#/target/loss", "#/maxSteps", "#/deadline");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        application/json | {"maxSteps": NaN}        | 400
        application/json | {"a": 1, "a": 2}         | 400
        application/json | [[[[[[[[[[[[[[[[[[[]]]]  | 400
        application/json | {} {}                    | 400
        application/json | []                       | 422
        text/plain       | {}                       | 415
        multipart/form-data; boundary=x | x         | 415
        """)
    void saysWhatIsWrongWithABody(String type, String body, int status) throws Exception {
        Map<String, String> headers = Map.of("Content-Type", type, "Idempotency-Key", scene.key());

        assertThat(scene.as("acme")
                        .send("POST", "/v1/jobs", headers, body.getBytes(UTF_8))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void readsNoMoreThanItAllows() throws Exception {
        Api acme = scene.as("acme");

        assertThat(acme.submit(scene.key(), " ".repeat(65 << 10)).status()).isEqualTo(413);
        assertThat(acme.upload("x".repeat((32 << 20) + 1)).status()).isEqualTo(413);
    }

    @Test
    void wantsAnIdempotencyKey() throws Exception {
        Api.Answer answer = scene.as("acme")
                .send("POST", "/v1/jobs", Map.of("Content-Type", "application/json"), "{}".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).startsWith("Idempotency-Key: expected 1 to 200");
    }

    private static Api.Answer submitted(String key, String body) {
        try {
            return scene.as("acme").submit(key, body);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static long written(String job) {
        return scene.installation().count(Topic.JOBS, job);
    }
}
