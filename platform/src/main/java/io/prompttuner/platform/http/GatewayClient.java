package io.prompttuner.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.prompttuner.gateway.api.BankList;
import io.prompttuner.gateway.api.DatasetAccepted;
import io.prompttuner.gateway.api.DryRun;
import io.prompttuner.gateway.api.GatewayJson;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobPage;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.Problem;
import io.prompttuner.gateway.api.PromptAccepted;
import io.prompttuner.gateway.api.SloList;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** One tenant's way to the gateway. Every failure is a {@link GatewayAwayException} or a {@link GatewayRefusedException}. */
public final class GatewayClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of a stream of live events that has broken off. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private static final int FIRST_ERROR = 400;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI gateway;
    private final String token;

    public GatewayClient(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** Stores a dataset; the answer names it. */
    public DatasetAccepted upload(byte[] dataset) {
        HttpRequest.Builder request = request("/v1/datasets")
                .header("Content-Type", "application/jsonl")
                .POST(BodyPublishers.ofByteArray(dataset));
        return json(send(request), DatasetAccepted.class);
    }

    /** Brings a prompt that was tuned elsewhere, as a safetensors file; the answer names it. */
    public PromptAccepted bring(String baseModel, byte[] prompt) {
        HttpRequest.Builder request = request("/v1/prompts" + encoded(Map.of("baseModel", baseModel)))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(prompt));
        return json(send(request), PromptAccepted.class);
    }

    /** Submits a job; the same again under the same key is the same job. */
    public JobDescription submit(JsonNode job, String key) {
        return json(send(posting("/v1/jobs", job, key)), JobDescription.class);
    }

    /** Says what a submit would do. */
    public DryRun dryRun(JsonNode job, String key) {
        return json(send(posting("/v1/jobs?dryRun=true", job, key)), DryRun.class);
    }

    /** Jobs, newest first; the query's keys are those of the interface. */
    public JobPage jobs(Map<String, String> query) {
        return json(send(request("/v1/jobs" + encoded(query)).GET()), JobPage.class);
    }

    public JobDescription describe(String job) {
        return json(send(request("/v1/jobs/" + encoded(job)).GET()), JobDescription.class);
    }

    public JobStatus cancel(String job) {
        return json(
                send(request("/v1/jobs/" + encoded(job) + "/cancel").POST(BodyPublishers.noBody())), JobStatus.class);
    }

    /** A zip of the prompt and its manifest. */
    public byte[] prompt(String job) {
        return send(request("/v1/jobs/" + encoded(job) + "/prompt").GET());
    }

    public SloList slo() {
        return json(send(request("/v1/slo").GET()), SloList.class);
    }

    public BankList bank(int limit) {
        return json(send(request("/v1/bank?limit=" + limit).GET()), BankList.class);
    }

    /** Live events of one job; ends with its outcome. */
    public EventStream follow(String job) {
        return new EventStream(http, request("/v1/jobs/" + encoded(job) + "/events"), BETWEEN_TRIES);
    }

    /** Live events of all jobs. */
    public EventStream followAll() {
        return new EventStream(http, request("/v1/events"), BETWEEN_TRIES);
    }

    private HttpRequest.Builder posting(String path, JsonNode body, String key) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw failure(answer, answer.body());
            }
            return answer.body();
        } catch (IOException away) {
            throw new GatewayAwayException("no answer from %s: is the platform up? (%s)".formatted(gateway, away));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayAwayException("interrupted while waiting for " + gateway);
        }
    }

    static RuntimeException failure(HttpResponse<?> answer, byte[] body) {
        Problem problem = problem(answer.statusCode(), body);
        int retryAfter =
                Math.toIntExact(answer.headers().firstValueAsLong("Retry-After").orElse(0));
        return answer.statusCode() == UNAVAILABLE
                ? new GatewayAwayException(problem.title() + ": " + problem.detail(), retryAfter)
                : new GatewayRefusedException(problem);
    }

    private static Problem problem(int status, byte[] body) {
        try {
            return GatewayJson.mapper().readValue(body, Problem.class);
        } catch (IOException other) {
            String text =
                    new String(body, StandardCharsets.UTF_8).lines().findFirst().orElse("no explanation");
            return new Problem("about:blank", "HTTP " + status, status, text, null);
        }
    }

    private static <T> T json(byte[] body, Class<T> type) {
        try {
            return GatewayJson.mapper().readValue(body, type);
        } catch (JsonProcessingException other) {
            throw new GatewayAwayException("not an answer of a gateway: " + other.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
