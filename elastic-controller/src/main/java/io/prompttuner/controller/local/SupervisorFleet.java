package io.prompttuner.controller.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.controller.loop.Inbox;
import io.prompttuner.controller.loop.WorkerFleet;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.message.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker processes of this machine, owned by the supervisor and asked for over loopback HTTP: {@code PUT} and {@code
 * DELETE /workers/ID}, {@code GET /workers}. One request at a time, in the order of the wishes.
 */
public final class SupervisorFleet implements WorkerFleet, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisorFleet.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long LISTING_MS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI workers;
    private final String token;
    private final Inbox inbox;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ScheduledExecutorService requests = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "supervisor-requests");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> listing;
    private boolean away;

    /**
     * Asks nothing yet.
     *
     * @param supervisor address of the supervisor, as {@code http://127.0.0.1:PORT}
     */
    public SupervisorFleet(URI supervisor, String token, Inbox inbox) {
        this.workers = supervisor.resolve("/workers");
        this.token = token;
        this.inbox = inbox;
    }

    /** Begins to look at the processes, once a second. */
    public void watch() {
        listing = requests.scheduleWithFixedDelay(this::list, 0, LISTING_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void start(String worker, String baseModel) {
        String body = JSON.createObjectNode().put("baseModel", baseModel).toString();
        ask(() -> call(worker(worker).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body))));
    }

    @Override
    public void stop(String worker) {
        ask(() -> call(worker(worker).DELETE()));
    }

    @Override
    public void close() {
        if (listing != null) {
            listing.cancel(true);
        }
        requests.shutdownNow();
    }

    private void list() {
        attempt(() -> inbox.put(new Input.Listed(read(call(request(workers).GET())))));
    }

    private static List<WorkerProcess> read(String body) throws JsonProcessingException {
        List<WorkerProcess> listed = new ArrayList<>();
        for (JsonNode worker : JSON.readTree(body).path("workers")) {
            listed.add(new WorkerProcess(
                    worker.path("id").asText(),
                    worker.path("baseModel").asText(),
                    worker.path("alive").asBoolean()));
        }
        return listed;
    }

    private void ask(Request request) {
        requests.execute(() -> attempt(request));
    }

    /** A request that fails is asked again by the next listing that does not show what was wished. */
    private void attempt(Request request) {
        try {
            request.make();
            if (away) {
                LOG.info("the supervisor at {} answers again", workers);
            }
            away = false;
        } catch (IOException failed) {
            if (!away) {
                LOG.warn("the supervisor at {} does not do what it is asked: {}", workers, failed.toString());
            }
            away = true;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder worker(String id) {
        return request(URI.create(workers + "/" + id));
    }

    private HttpRequest.Builder request(URI where) {
        return HttpRequest.newBuilder(where).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private String call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s %s: %d %s"
                    .formatted(answer.request().method(), answer.uri(), answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    @FunctionalInterface
    private interface Request {
        void make() throws IOException, InterruptedException;
    }
}
