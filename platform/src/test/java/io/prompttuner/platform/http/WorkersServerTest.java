package io.prompttuner.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.platform.supervisor.LocalWorkers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkersServerTest {

    private static final String MODEL = "{\"baseModel\": \"small-lm\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalWorkers workers = new LocalWorkers((id, model) -> new ProcessBuilder("sleep", "600").start());

    @SuppressWarnings("NullAway.Init") // before each test
    private WorkersServer server;

    @BeforeEach
    void start() throws IOException {
        server = WorkersServer.start(0, "secret", workers);
    }

    @AfterEach
    void stop() {
        server.close();
        workers.endAll(Duration.ofSeconds(1));
    }

    @Test
    void startsAWorkerOnceHoweverOftenItIsAskedTo() throws Exception {
        assertThat(send("PUT", "/workers/w-1", MODEL, "secret").statusCode()).isEqualTo(201);
        assertThat(send("PUT", "/workers/w-1", MODEL, "secret").statusCode()).isEqualTo(200);

        assertThat(workers.list()).hasSize(1).first().satisfies(worker -> {
            assertThat(worker.id()).isEqualTo("w-1");
            assertThat(worker.baseModel()).isEqualTo("small-lm");
            assertThat(ProcessHandle.of(worker.pid())).isPresent();
        });
        assertThat(send("GET", "/workers", "", "secret").body()).contains("\"id\":\"w-1\"", "\"alive\":true");
    }

    @Test
    void endsAWorker() throws Exception {
        send("PUT", "/workers/w-1", MODEL, "secret");

        assertThat(send("DELETE", "/workers/w-1", "", "secret").statusCode()).isEqualTo(204);

        await().untilAsserted(() -> assertThat(workers.list()).isEmpty());
        assertThat(send("DELETE", "/workers/w-1", "", "secret").statusCode()).isEqualTo(404);
    }

    @Test
    void doesNothingForAStranger() throws Exception {
        assertThat(send("PUT", "/workers/w-1", MODEL, "guess").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/workers", "", "guess").statusCode()).isEqualTo(401);
        assertThat(workers.list()).isEmpty();
    }

    @Test
    void takesNoPathForAName() throws Exception {
        assertThat(send("PUT", "/workers/..%2f..%2fetc", MODEL, "secret").statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/workers/w-1", "{\"baseModel\": \"../x\"}", "secret")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/workers/w-1", "not json", "secret").statusCode())
                .isEqualTo(400);
        assertThat(workers.list()).isEmpty();
    }

    @Test
    void startsNobodyOnceTheEndHasBegun() throws Exception {
        workers.endAll(Duration.ofSeconds(1));

        assertThat(send("PUT", "/workers/w-1", MODEL, "secret").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
