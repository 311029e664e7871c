package io.prompttuner.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.gateway.api.DatasetAccepted;
import io.prompttuner.gateway.api.DatasetList;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobPage;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.SloList;
import io.prompttuner.store.Numerics;
import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.event.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tenants may ask, over a real broker; each answer is held against {@code openapi.json}. */
class GatewayIT {

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
    void takesADatasetOnceHoweverOftenItComes() throws Exception {
        Api acme = scene.as("acme");
        String rows = Scene.rows(20, "once");

        DatasetAccepted first = acme.upload(rows).as(DatasetAccepted.class);
        DatasetAccepted again = acme.upload(rows).as(DatasetAccepted.class);

        assertThat(first)
                .isEqualTo(again)
                .isEqualTo(
                        new DatasetAccepted(ContentHash.of(rows.getBytes(UTF_8)).hex(), 20, 16, 4));
        assertThat(acme.get("/v1/datasets").as(DatasetList.class).datasets())
                .extracting(DatasetList.Item::sha256)
                .containsOnlyOnce(first.sha256());
        assertThat(scene.as("bolt").get("/v1/datasets").json().toString()).doesNotContain(first.sha256());
    }

    @Test
    void namesEveryBadLineOfADataset() throws Exception {
        Api.Answer answer = scene.as("acme").upload("{\"input\": \"a\"}\nnonsense\n{\"input\": 7, \"target\": \"\"}\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().findValuesAsText("detail").toString())
                .contains(
                        "line 1: target is missing", "line 2: not JSON", "line 3: input: expected text, got a number");
    }

    @Test
    void refusesADatasetOfOneLine() throws Exception {
        Api.Answer answer = scene.as("acme").upload(Scene.rows(1, "one"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().toString()).contains("expected at least 8 train lines, got 1");
    }

    @Test
    void letsADatasetGoOnlyWhenNoLiveJobNeedsIt() throws Exception {
        Api acme = scene.as("acme");
        String dataset = scene.dataset("acme");
        String job = acme.submit(scene.key(), Scene.body(dataset, ""))
                .as(JobDescription.class)
                .status()
                .id();

        assertThat(scene.as("bolt").delete("/v1/datasets/" + dataset).status()).isEqualTo(404);
        assertThat(acme.delete("/v1/datasets/" + dataset).status()).isEqualTo(409);
        scene.says(Topic.OUTCOMES, Samples.outcome(job, "acme", 10, 12.5));
        await().until(() -> acme.delete("/v1/datasets/" + dataset).status() == 204);
        assertThat(acme.delete("/v1/datasets/" + dataset).status()).isEqualTo(404);
        assertThat(acme.delete("/v1/datasets/..%2F..%2Fetc").status()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/datasets",
        "GET, /v1/datasets",
        "DELETE, /v1/datasets/x",
        "POST, /v1/jobs",
        "GET, /v1/jobs",
        "GET, /v1/jobs/x",
        "POST, /v1/jobs/x/cancel",
        "GET, /v1/jobs/x/events",
        "GET, /v1/jobs/x/prompt",
        "GET, /v1/events",
        "GET, /v1/slo",
        "GET, /v1/bank",
        "GET, /v1/models"
    })
    void answersNobodyWithoutAToken(String method, String path) throws Exception {
        for (String tenant : List.of("", "nobody", "acme' OR 1=1 --")) {
            Api.Answer answer = scene.as(tenant).send(method, path, Map.of(), new byte[0]);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void anotherTenantsJobDoesNotExist() throws Exception {
        String job = scene.job("acme");
        Api bolt = scene.as("bolt");

        assertThat(bolt.get("/v1/jobs/" + job).status()).isEqualTo(404);
        assertThat(bolt.get("/v1/jobs/" + job + "/events").status()).isEqualTo(404);
        assertThat(bolt.get("/v1/jobs/" + job + "/prompt").status()).isEqualTo(404);
        assertThat(bolt.post("/v1/jobs/" + job + "/cancel").status()).isEqualTo(404);
        assertThat(bolt.get("/v1/jobs").json().toString()).doesNotContain(job);
    }

    @Test
    void describesWhatTheOtherPartsSay() throws Exception {
        Api acme = scene.as("acme");
        String job = scene.job("acme");
        scene.says(Topic.ASSIGNMENTS, Samples.bound(job, 5, 11, "w-1"));
        scene.says(Topic.ASSIGNMENTS, Samples.released(job, 5, 11, AssignmentReason.WORKER_LOST));
        scene.says(Topic.ASSIGNMENTS, Samples.bound(job, 5, 12, "w-2"));
        scene.says(Topic.JOB_STATES, Samples.state(job, "acme", JobPhase.RUNNING, 12, 20));
        scene.says(Topic.DECISIONS, Samples.decision(job, 3, 4));

        await().until(() -> acme.get("/v1/jobs/" + job).json().has("decision"));
        await().until(() ->
                acme.get("/v1/jobs/" + job).as(JobDescription.class).attempts().size() == 2);
        await().until(() ->
                acme.get("/v1/jobs/" + job).as(JobDescription.class).status().step() == 20);

        JobDescription described = acme.get("/v1/jobs/" + job).as(JobDescription.class);
        assertThat(described.status().state()).isEqualTo(JobPhase.RUNNING);
        assertThat(described.decision()).isEqualTo(Samples.decision(job, 3, 4));
        assertThat(described.attempts().get(0).endReason()).isEqualTo(AssignmentReason.WORKER_LOST);
        assertThat(described.gpuSeconds()).isPositive();
    }

    @Test
    void pagesAndFilters() throws Exception {
        Api acme = scene.as("acme");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(scene.job("acme"));
        }
        List<String> seen = new ArrayList<>();
        String path = "/v1/jobs?limit=2";
        String next = "";
        do {
            JobPage page = acme.get(path + next).as(JobPage.class);
            page.jobs().forEach(job -> seen.add(job.id()));
            next = page.next() == null ? "" : "&cursor=" + page.next();
        } while (!next.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().containsAll(made);
        assertThat(acme.get("/v1/jobs?state=running,failed").as(JobPage.class).jobs())
                .extracting(JobStatus::state)
                .doesNotContain(JobPhase.QUEUED);
    }

    @Test
    void namesAllFaultsOfAQuery() throws Exception {
        Api.Answer answer = scene.as("acme").get("/v1/jobs?state=asleep&limit=0&cursor=zzz&sort=up");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors")).hasSize(4);
    }

    @Test
    void cancelsOnce() throws Exception {
        Api acme = scene.as("acme");
        String job = scene.job("acme");

        assertThat(acme.post("/v1/jobs/" + job + "/cancel").status()).isEqualTo(202);
        Api.Answer again = acme.post("/v1/jobs/" + job + "/cancel");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.as(JobStatus.class).cancelRequested()).isTrue();
        assertThat(scene.installation().count(Topic.CANCELS, job)).isEqualTo(1);
    }

    @Test
    void findsARequestToCancelThatIsInTheLogThoughNobodyWasToldSo() throws Exception {
        String job = scene.job("acme");
        scene.says(Topic.CANCELS, new CancelRequested(job, "acme"));

        Api.Answer answer = scene.as("acme").post("/v1/jobs/" + job + "/cancel");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.as(JobStatus.class).cancelRequested()).isTrue();
        assertThat(scene.installation().count(Topic.CANCELS, job)).isEqualTo(1);
    }

    @Test
    void handsOutThePromptOfAJobThatHasEnded() throws Exception {
        Api acme = scene.as("acme");
        String job = scene.job("acme");
        assertThat(acme.get("/v1/jobs/" + job + "/prompt").status()).isEqualTo(404);
        byte[] tensors = "the bytes of a safetensors file".getBytes(UTF_8);
        var manifest = new PromptManifest(
                ContentHash.of(new byte[0]),
                ContentHash.of(new byte[1]),
                7,
                Map.of("learningRate", 0.003),
                "plain",
                new Numerics("float32", 1, "torch", "x86"));
        String hash = scene.installation()
                .stores()
                .prompts()
                .put(new TenantSlug("acme"), tensors, manifest)
                .hash()
                .hex();

        scene.says(Topic.OUTCOMES, Samples.outcome(job, "acme", hash));
        await().until(() -> acme.get("/v1/jobs/" + job + "/prompt").status() == 200);

        Api.Answer answer = acme.get("/v1/jobs/" + job + "/prompt");
        assertThat(answer.header("ETag")).isEqualTo("\"" + hash + "\"");
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(answer.response().body()))) {
            assertThat(zip.getNextEntry()).extracting(ZipEntry::getName).isEqualTo("prompt.safetensors");
            assertThat(zip.readAllBytes()).isEqualTo(tensors);
            assertThat(zip.getNextEntry()).extracting(ZipEntry::getName).isEqualTo("manifest.json");
            assertThat(PromptOrigin.fromJson(zip.readAllBytes())).isEqualTo(manifest);
        }
        assertThat(acme.get("/v1/jobs/" + job).as(JobDescription.class).status().verdict())
                .isEqualTo(Verdict.MET);
    }

    @Test
    void showsPromisesToTheirTenantAndAllToAnOperator() throws Exception {
        scene.says(Topic.SLO, new SloReport("acme", Samples.T0, 9, 1, 1, 3, 0.9));
        scene.says(Topic.SLO, new SloReport("bolt", Samples.T0, 0, 0, 0, 1, null));

        await().until(() ->
                scene.as("ops").get("/v1/slo").as(SloList.class).tenants().size() == 2);

        assertThat(scene.as("acme").get("/v1/slo").as(SloList.class).tenants())
                .extracting(SloReport::tenant)
                .containsExactly("acme");
    }

    @Test
    void saysWhichModelsThereAreAndThatTheBankIsAway() throws Exception {
        assertThat(scene.as("acme").get("/v1/models").json().path("models").findValuesAsText("name"))
                .containsExactly("small-lm", "twin-lm");
        Api.Answer bank = scene.as("acme").get("/v1/bank");
        assertThat(bank.status()).isEqualTo(503);
        assertThat(bank.header("Retry-After")).isNotEmpty();
    }

    @Test
    void aViewIsTheSameAfterARestart() throws Exception {
        String job = scene.job("acme");
        scene.says(Topic.JOB_STATES, Samples.state(job, "acme", JobPhase.RUNNING, 12, 20));
        scene.says(Topic.DECISIONS, Samples.decision(job, 3, 4));
        await().until(() -> scene.as("acme").get("/v1/jobs/" + job).json().has("decision"));
        await().until(() -> scene.as("acme")
                        .get("/v1/jobs/" + job)
                        .as(JobDescription.class)
                        .status()
                        .step()
                == 20);
        JobDescription before = scene.as("acme").get("/v1/jobs/" + job).as(JobDescription.class);

        scene.restartGateway();
        await().until(() -> scene.as("acme").get("/v1/jobs/" + job).json().has("decision"));

        JobDescription after = scene.as("acme").get("/v1/jobs/" + job).as(JobDescription.class);
        assertThat(after).usingRecursiveComparison().ignoringFields("asOf").isEqualTo(before);
    }

    @Test
    void answersWhatIsNotThere() throws Exception {
        assertThat(scene.as("").page("/v1/nothing").status()).isEqualTo(404);
        assertThat(scene.as("").page("/v1/nothing").header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void servesItsPageAndItsDescriptions() throws Exception {
        Api anyone = scene.as("");

        assertThat(anyone.get("/openapi.json").json().path("openapi").asText()).startsWith("3.1");
        assertThat(anyone.get("/job.schema.json").json().path("$id").asText()).isEqualTo("/job.schema.json");
        assertThat(anyone.get("/healthz").json().path("status").asText()).isEqualTo("ok");
        for (String path : List.of("/", "/page.js", "/page.css")) {
            Api.Answer page = anyone.page(path);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        }
    }
}
