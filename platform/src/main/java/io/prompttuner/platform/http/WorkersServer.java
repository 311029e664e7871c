package io.prompttuner.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prompttuner.platform.supervisor.LocalWorkers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the controller asks for workers, on loopback and with a token that only it was given: {@code PUT /workers/ID} with
 * {@code {"baseModel": NAME}} (201 new, 200 there already), {@code DELETE /workers/ID} (204, 404), {@code GET /workers}.
 */
public final class WorkersServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkersServer.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String PATH = "/workers";
    private static final int MOST_BYTES = 4096;

    private final HttpServer server;
    private final ExecutorService threads;
    private final LocalWorkers workers;
    private final byte[] expected;

    private WorkersServer(HttpServer server, ExecutorService threads, LocalWorkers workers, String token) {
        this.server = server;
        this.threads = threads;
        this.workers = workers;
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    /** Listens on 127.0.0.1. */
    public static WorkersServer start(int port, String token, LocalWorkers workers) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
            var thread = new Thread(work, "workers-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        var service = new WorkersServer(server, threads, workers, token);
        server.createContext(PATH, service::serve);
        server.start();
        return service;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = isAllowed(exchange) ? answer(exchange) : new Answer(401, Map.of("error", "wrong token"));
            byte[] body = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.status() == 204 ? -1 : body.length);
            if (answer.status() != 204) {
                exchange.getResponseBody().write(body);
            }
        } catch (RuntimeException fault) {
            LOG.error("could not answer {}", exchange.getRequestURI(), fault);
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String id = path.length() > PATH.length() ? path.substring(PATH.length() + 1) : "";
        String request = exchange.getRequestMethod() + (id.isEmpty() ? "" : " one");
        if (!id.isEmpty() && !NAME.matcher(id).matches()) {
            return new Answer(400, Map.of("error", "a worker's name is letters, digits, '.', '_' and '-', at most 64"));
        }
        return switch (request) {
            case "GET" -> new Answer(200, Map.of("workers", workers.list()));
            case "PUT one" -> start(id, exchange);
            case "DELETE one" -> workers.end(id) ? new Answer(204, Map.of()) : unknown(id);
            default -> new Answer(405, Map.of("error", "GET /workers, PUT or DELETE /workers/ID"));
        };
    }

    private Answer start(String id, HttpExchange exchange) {
        try {
            String baseModel = baseModel(exchange);
            if (!NAME.matcher(baseModel).matches()) {
                return new Answer(400, Map.of("error", "expected {\"baseModel\": NAME}"));
            }
            boolean there =
                    workers.list().stream().anyMatch(worker -> worker.id().equals(id));
            return new Answer(there ? 200 : 201, workers.start(id, baseModel));
        } catch (JsonProcessingException unreadable) {
            return new Answer(400, Map.of("error", "not JSON: " + unreadable.getOriginalMessage()));
        } catch (IOException refused) {
            LOG.warn("worker {} was not started: {}", id, refused.getMessage());
            return new Answer(503, Map.of("error", String.valueOf(refused.getMessage())));
        }
    }

    private static String baseModel(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        JsonNode request = JSON.readTree(body);
        return request.path("baseModel").asText("");
    }

    private static Answer unknown(String id) {
        return new Answer(404, Map.of("error", "no worker " + id));
    }

    /** What is sent back. */
    private record Answer(int status, Object body) {}
}
