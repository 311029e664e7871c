package io.prompttuner.gateway.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code job.schema.json} says and what the gateway does are the same, as far as a schema can say it. */
class JobSchemaTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final JsonNode document;
    private final JsonSchema schema;

    JobSchemaTest() throws IOException {
        document = new ObjectMapper()
                .readTree(Objects.requireNonNull(
                        SubmitRule.class.getResourceAsStream("/io/prompttuner/gateway/job.schema.json")));
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"target\": {\"accuracy\": 1}",
                "\"target\": {\"tokenF1\": 0.01}",
                "\"target\": {\"rougeL\": 1}",
                "\"maxSteps\": 1, \"seed\": -5, \"afterDeadline\": \"stop\"",
                "\"maxSteps\": 0",
                "\"deadline\": \"2030-01-02T00:00:00Z\"",
                "\"start\": {\"kind\": \"text\", \"text\": \"Name the emotion.\"}",
                "\"start\": {\"text\": \"Name the emotion.\"}",
                "\"start\": {\"kind\": \"prompt\", \"prompt\": \"" + Requests.PROMPT + "\"}",
                "\"limits\": {\"maxWorkers\": 64, \"minBatchScale\": 0.125}",
                "\"start\": {\"kind\": \"random\"}",
                "\"recipe\": {}",
                "\"recipe\": {\"schedule\": \"cosine\", \"warmupSteps\": 300, \"minImprovement\": 0.01, \"patience\": 0}",
                "\"recipe\": {\"weightDecay\": 0.01, \"clipNorm\": 1000000}"
            })
    void bothTake(String fields) {
        ObjectNode request = Requests.with(fields);

        assertThat(schema.validate(request)).isEmpty();
        assertThat(judged(request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\": \"../x\"",
                "\"name\": null",
                "\"dataset\": \"abc\"",
                "\"target\": {}",
                "\"target\": {\"loss\": 1, \"accuracy\": 1}",
                "\"target\": {\"tokenF1\": 1, \"rougeL\": 1}",
                "\"target\": {\"rougeL\": 0}",
                "\"target\": {\"token-f1\": 0.5}",
                "\"target\": {\"loss\": -1}",
                "\"maxSteps\": 1000000000",
                "\"maxSteps\": 1.5",
                "\"maxSteps\": -1",
                "\"promptTokens\": 257",
                "\"batchSize\": 513",
                "\"learningRate\": 2",
                "\"recipe\": {\"schedule\": \"step\"}",
                "\"recipe\": {\"schedule\": \"constant\", \"warmupSteps\": 2}",
                "\"recipe\": {\"warmupSteps\": 2}",
                "\"recipe\": {\"weightDecay\": 0.6}",
                "\"recipe\": {\"clipNorm\": 0}",
                "\"recipe\": {\"patience\": -1}",
                "\"recipe\": {\"minImprovement\": 21}",
                "\"recipe\": {\"momentum\": 0.9}",
                "\"start\": {\"kind\": \"random\", \"text\": \"x\"}",
                "\"limits\": {\"maxWorkers\": 65}",
                "\"limits\": {\"minBatchScale\": 0}",
                "\"deadline\": null",
                "\"afterDeadline\": \"panic\"",
                "\"seed\": 9007199254740993",
                "\"start\": {\"kind\": \"text\"}",
                "\"start\": {\"kind\": \"prompt\"}",
                "\"start\": {\"kind\": \"plain\", \"text\": \"x\"}",
                "\"start\": {\"prompt\": \"" + Requests.PROMPT + "\"}",
                "\"gpus\": 3"
            })
    void bothRefuse(String fields) {
        ObjectNode request = Requests.with(fields);

        assertThat(schema.validate(request)).isNotEmpty();
        assertThat(judged(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "maxSteps, 300",
        "evaluateEvery, 10",
        "promptTokens, 16",
        "batchSize, 16",
        "microBatches, 4",
        "learningRate, 0.003"
    })
    void documentsTheDefaultThatIsUsed(String field, double used) {
        assertThat(document.at("/properties/" + field + "/default").doubleValue())
                .isEqualTo(used);
    }

    @Test
    void namesTheFieldsThatAreRead() {
        assertThat(document.path("properties").fieldNames()).toIterable().containsExactlyElementsOf(JobReading.FIELDS);
    }

    private static boolean judged(ObjectNode request) {
        return SubmitRule.DEFAULT
                .judge(request, JobIdentity.of("acme", "1"), Requests.KNOWN, NOW)
                .match(job -> true, faults -> false);
    }
}
