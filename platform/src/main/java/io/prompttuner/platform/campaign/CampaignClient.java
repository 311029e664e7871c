package io.prompttuner.platform.campaign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.http.GatewayAwayException;
import io.prompttuner.platform.http.GatewayClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Speaks to the gateway as the one tenant of the campaign; whatever is asked may be asked again. */
record CampaignClient(GatewayClient gateway, Path tasks) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODEL = "small-lm";
    private static final double TARGET_LOSS = 0.05;
    private static final double RATE = 0.003;
    private static final int MOST_STEPS = 300;
    private static final int EVALUATION = 10;

    /** A loss that is not reached, at a rate that goes nowhere, in more steps than any campaign lasts. */
    private static final double NO_LOSS = 1e-4;

    private static final double NO_RATE = 1e-5;
    private static final int ENDLESS_STEPS = 50_000;

    /** From the submission, so that the same request may be sent again at any time. */
    private static final Duration NO_HURRY = Duration.ofHours(2);

    /** Submits; the same key again is the same job. */
    String submit(Specimen specimen, String key) throws IOException {
        ObjectNode request = request(specimen);
        request.put("learningRate", RATE).put("maxSteps", MOST_STEPS);
        request.putObject("target").put("loss", TARGET_LOSS);
        return gateway.submit(request, key).status().id();
    }

    /** Submits a job that ends only by being cancelled. */
    String submitEndless(Specimen specimen, String key) throws IOException {
        ObjectNode request = request(specimen);
        request.put("learningRate", NO_RATE).put("maxSteps", ENDLESS_STEPS);
        request.putObject("target").put("loss", NO_LOSS);
        return gateway.submit(request, key).status().id();
    }

    void cancel(String job) {
        gateway.cancel(job);
    }

    /** All jobs; empty while the gateway does not answer. */
    Optional<List<JobStatus>> jobs() {
        try {
            return Optional.of(gateway.jobs(Map.of("limit", "500")).jobs());
        } catch (GatewayAwayException passes) {
            return Optional.empty();
        }
    }

    /** The time of the view that jobs are read from; empty while the gateway does not answer. */
    Optional<Instant> asOf() {
        try {
            return Optional.of(gateway.jobs(Map.of("limit", "1")).asOf());
        } catch (GatewayAwayException passes) {
            return Optional.empty();
        }
    }

    /** One job; empty while the gateway does not answer. */
    Optional<JobDescription> describe(String job) {
        try {
            return Optional.of(gateway.describe(job));
        } catch (GatewayAwayException passes) {
            return Optional.empty();
        }
    }

    private ObjectNode request(Specimen specimen) throws IOException {
        byte[] dataset = Files.readAllBytes(tasks.resolve(specimen.task() + ".jsonl"));
        ObjectNode request = JSON.createObjectNode();
        request.put("name", specimen.task());
        request.put("baseModel", MODEL);
        request.put("dataset", gateway.upload(dataset).sha256());
        request.put("deadline", NO_HURRY.toString());
        request.putObject("start").put("kind", "plain");
        request.put("seed", specimen.seed());
        request.put("evaluateEvery", EVALUATION);
        return request;
    }
}
