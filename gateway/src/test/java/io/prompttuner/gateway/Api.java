package io.prompttuner.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.gateway.api.GatewayJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A tenant's client, which believes no answer that the contract does not document. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final String token;
    private final OpenApiContract contract;

    Api(int port, String token, OpenApiContract contract) {
        this.port = port;
        this.token = token;
        this.contract = contract;
    }

    /** One answer. */
    record Answer(int status, HttpResponse<byte[]> response) {

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException notJson) {
                throw new AssertionError(notJson);
            }
        }

        <T> T as(Class<T> type) {
            try {
                return GatewayJson.mapper().readValue(response.body(), type);
            } catch (IOException unfit) {
                throw new AssertionError(unfit);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, Map.of(), new byte[0]);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, Map.of(), new byte[0]);
    }

    Answer post(String path) throws IOException, InterruptedException {
        return send("POST", path, Map.of(), new byte[0]);
    }

    Answer upload(String jsonLines) throws IOException, InterruptedException {
        return send("POST", "/v1/datasets", Map.of("Content-Type", "application/jsonl"), bytes(jsonLines));
    }

    Answer bring(String model, byte[] prompt) throws IOException, InterruptedException {
        return send(
                "POST", "/v1/prompts?baseModel=" + model, Map.of("Content-Type", "application/octet-stream"), prompt);
    }

    Answer submit(String key, String body) throws IOException, InterruptedException {
        return send(
                "POST", "/v1/jobs", Map.of("Content-Type", "application/json", "Idempotency-Key", key), bytes(body));
    }

    /** What is served but is no part of the contract. */
    Answer page(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HTTP.send(request(path).build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    Answer send(String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .timeout(Duration.ofSeconds(60))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        contract.check(method, path, response.statusCode(), response.headers(), response.body());
        return new Answer(response.statusCode(), response);
    }

    /** Whether an event stream can be had just now. */
    boolean opens(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = HTTP.send(request(path).build(), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode() == 200;
    }

    /** Opens an event stream, from after this event on if there is one. */
    EventStream follow(String path, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        contract.check("GET", path, response.statusCode(), response.headers(), new byte[0]);
        return new EventStream(response.body(), contract);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
