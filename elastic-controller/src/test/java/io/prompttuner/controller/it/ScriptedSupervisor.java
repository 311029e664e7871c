package io.prompttuner.controller.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;

/** The supervisor's HTTP door, with scripted workers in the place of processes. */
final class ScriptedSupervisor implements AutoCloseable {

    static final String TOKEN = "a-secret-for-this-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final BiFunction<String, String, ScriptedWorker> launcher;
    private final Map<String, Running> workers = new ConcurrentSkipListMap<>();

    private record Running(String baseModel, ScriptedWorker worker) {}

    /** Serves on a free port; {@code launcher} makes a worker of an id and a base model. */
    ScriptedSupervisor(BiFunction<String, String, ScriptedWorker> launcher) throws IOException {
        this.launcher = launcher;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/workers", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Optional<ScriptedWorker> any() {
        return workers.values().stream().map(Running::worker).findFirst();
    }

    /** Who holds this job, or one of those who do. */
    Optional<ScriptedWorker> holder(String job) {
        return holders(job).stream().findFirst();
    }

    List<ScriptedWorker> holders(String job) {
        return workers.values().stream()
                .map(Running::worker)
                .filter(worker -> worker.held().getJob().equals(job))
                .toList();
    }

    int count() {
        return workers.size();
    }

    /** The process of this worker dies. */
    void kill(ScriptedWorker worker) {
        workers.values().removeIf(running -> running.worker() == worker);
        worker.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.values().forEach(running -> running.worker().close());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String auth = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + TOKEN).equals(auth)) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            String id = path.substring(path.lastIndexOf('/') + 1);
            switch (exchange.getRequestMethod()) {
                case "PUT" ->
                    start(
                            id,
                            JSON.readTree(exchange.getRequestBody())
                                    .path("baseModel")
                                    .asText());
                case "DELETE" -> stop(id);
                default -> {
                    list(exchange);
                    return;
                }
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void start(String id, String baseModel) {
        workers.computeIfAbsent(id, fresh -> {
            ScriptedWorker worker = launcher.apply(fresh, baseModel);
            worker.start();
            return new Running(baseModel, worker);
        });
    }

    private void stop(String id) {
        Running running = workers.remove(id);
        if (running != null) {
            running.worker().close();
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("workers");
        workers.forEach((id, running) -> list.addObject()
                .put("id", id)
                .put("baseModel", running.baseModel())
                .put("alive", true));
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
