package io.prompttuner.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.PromptAccepted;
import io.prompttuner.store.PromptImport;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.wire.event.StartKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts that were tuned elsewhere, brought over HTTP: kept as the platform keeps its own, or refused in words. */
class PromptsIT {

    private static final String MODEL = "small-lm";

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
    void keepsAPromptOnceHoweverOftenAndInWhicheverLayoutItComes() throws Exception {
        float[] values = {1, 2, 3, 4, 5, 6};
        byte[] ours = PromptFile.bytes(values, 3);
        Api acme = scene.as("acme");

        PromptAccepted first = accepted(acme.bring(MODEL, ours));
        PromptAccepted again = accepted(acme.bring(MODEL, peft(values)));

        assertThat(first)
                .isEqualTo(again)
                .isEqualTo(new PromptAccepted(ContentHash.of(ours).hex(), MODEL, 2, 3));
        StoredPrompt kept = scene.installation()
                .stores()
                .prompts()
                .get(new PromptRef(new TenantSlug("acme"), ContentHash.of(ours)))
                .orElseThrow();
        assertThat(kept.prompt()).isEqualTo(ours);
        assertThat(kept.manifest())
                .isInstanceOfSatisfying(
                        PromptImport.class,
                        origin -> assertThat(origin.tokens()).isEqualTo(2));
    }

    @Test
    void aPromptThatWasBroughtIsAStartOfItsTenantAndOfNobodyElse() throws Exception {
        String prompt = accepted(scene.as("acme").bring(MODEL, PromptFile.bytes(new float[] {7, 7, 7}, 3)))
                .sha256();
        String start = ", \"maxSteps\": 0, \"start\": {\"kind\": \"prompt\", \"prompt\": \"%s\"}".formatted(prompt);

        Api.Answer own = scene.as("acme").submit(scene.key(), Scene.body(scene.dataset("acme"), start));
        Api.Answer foreign = scene.as("bolt").submit(scene.key(), Scene.body(scene.dataset("bolt"), start));

        assertThat(own.status()).isEqualTo(201);
        assertThat(own.as(JobDescription.class).start().kind()).isEqualTo(StartKind.PROMPT);
        assertThat(own.as(JobDescription.class).spec().maxSteps()).isZero();
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.json().path("detail").asText())
                .contains("start.prompt: you have none of this SHA-256", "POST /v1/prompts");
    }

    @Test
    void namesAllFaultsAtOnceThoseOfTheModelsNameIncluded() throws Exception {
        byte[] file = new SafetensorsWriter(ElementType.F32, Map.of())
                .bytes(List.of(new Tensor("prompt", Shape.of(65, 2), withNaN(new float[130]))));

        assertThat(faults(scene.as("acme").bring(MODEL, file)))
                .containsExactly(
                        "tensor prompt: expected from 1 to 63 tokens, found 65",
                        "tensor prompt: expected a width of 3, the model's, found 2",
                        "row 0, column 0: expected finite numbers, found NaN");
        assertThat(faults(scene.as("acme").bring("gpt-9", file)))
                .containsExactly(
                        "baseModel: no such base model; known are: small-lm, twin-lm",
                        "row 0, column 0: expected finite numbers, found NaN");
    }

    @Test
    void refusesHostileFilesInWords() throws Exception {
        byte[] good = PromptFile.bytes(new float[] {1, 2, 3}, 3);
        String overlapping = """
                {"prompt":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]},
                 "x":{"dtype":"F32","shape":[1,3],"data_offsets":[8,20]}}""";

        assertThat(fault(Arrays.copyOf(good, good.length - 1))).contains("expected bytes within [0, 11)");
        assertThat(fault(Arrays.copyOf(good, 9))).contains("expected a file of at least 10 bytes");
        assertThat(fault(file("{\"prompt\":{\"dtype\":\"I32\",\"shape\":[1,3],\"data_offsets\":[0,12]}}", 12)))
                .contains("expected dtype F32, F16 or BF16");
        assertThat(fault(file(overlapping, 20))).contains("overlaps its neighbour");
        assertThat(fault(file(" ".repeat(70_000), 0))).contains("header: expected at most 65536 bytes");
        assertThat(fault(PromptFile.bytes(new float[] {1, 2}, 2))).contains("width of 3, the model's, found 2");
        assertThat(fault("PK\3\4 archive/data.pkl".getBytes(UTF_8))).contains("looks like a pickle");
    }

    @Test
    void thePromptOfOneModelIsNotTakenForOneOfAnother() throws Exception {
        byte[] prompt = PromptFile.bytes(new float[] {9, 8, 7}, 3);
        Api acme = scene.as("acme");

        assertThat(acme.bring(MODEL, prompt).status()).isEqualTo(201);
        Api.Answer twin = acme.bring("twin-lm", prompt);

        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.json().path("detail").asText())
                .contains(ContentHash.of(prompt).hex(), "not as one of the present twin-lm");
    }

    @Test
    void wantsAModelAndATypeAndNoMoreThanItAllows() throws Exception {
        Api acme = scene.as("acme");
        byte[] prompt = PromptFile.bytes(new float[] {1, 2, 3}, 3);
        Map<String, String> type = Map.of("Content-Type", "application/octet-stream");

        Api.Answer nameless = acme.send("POST", "/v1/prompts", type, prompt);
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.json().path("detail").asText()).isEqualTo("baseModel: is missing");
        assertThat(acme.send("POST", "/v1/prompts?baseModel=small-lm", Map.of(), prompt)
                        .status())
                .isEqualTo(415);
        assertThat(acme.bring(MODEL, new byte[(16 << 20) + 1]).status()).isEqualTo(413);
        assertThat(scene.as("").bring(MODEL, prompt).status()).isEqualTo(401);
    }

    private static PromptAccepted accepted(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(201);
        return answer.as(PromptAccepted.class);
    }

    private static String fault(byte[] file) throws IOException, InterruptedException {
        Api.Answer answer = scene.as("acme").bring(MODEL, file);
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:prompttuner:problem:invalid-prompt");
        return faults(answer).get(0);
    }

    private static List<String> faults(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.json().path("errors").findValuesAsText("detail");
    }

    private static byte[] peft(float... values) {
        return new SafetensorsWriter(ElementType.F32, Map.of("format", "pt"))
                .bytes(List.of(new Tensor("prompt_embeddings", Shape.of(values.length / 3, 3), values)));
    }

    private static float[] withNaN(float[] values) {
        values[0] = Float.NaN;
        return values;
    }

    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }
}
