package io.prompttuner.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prompttuner.gateway.desk.DatasetDesk;
import io.prompttuner.gateway.desk.DatasetDesk.Removal;
import io.prompttuner.gateway.submit.Fault;
import io.prompttuner.gateway.tenant.Caller;
import io.prompttuner.store.dataset.LineFault;
import io.prompttuner.store.name.ContentHash;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code /v1/datasets}. */
final class DatasetRoutes {

    private static final List<String> TYPES =
            List.of("application/jsonl", "application/x-ndjson", "application/x-jsonlines");

    /** Bad lines that one answer names. */
    private static final int MOST_FAULTS = 100;

    /** Datasets in memory at a time, so that many large ones can't fill it. */
    private static final int AT_A_TIME = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final Access access;
    private final DatasetDesk desk;
    private final int limit;

    /** @param limit bytes of a dataset at most */
    DatasetRoutes(Access access, DatasetDesk desk, int limit) {
        this.access = access;
        this.desk = desk;
        this.limit = limit;
    }

    void add(RoutesConfig routes) {
        routes.post("/v1/datasets", this::upload);
        routes.get("/v1/datasets", this::list);
        routes.delete("/v1/datasets/{sha256}", this::remove);
    }

    private void upload(Context request) throws IOException {
        Caller caller = access.caller(request);
        Query.of(request).check();
        if (!turn()) {
            throw Rejection.away(
                    "uploads", "others are uploading; there is memory for %d at a time".formatted(AT_A_TIME), 2);
        }
        try {
            byte[] file = Bodies.bytes(request, limit, TYPES);
            var accepted = desk.take(caller.tenant(), file, good -> good, faults -> {
                throw refused(faults);
            });
            Answers.json(request, 201, accepted);
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void list(Context request) {
        Caller caller = access.caller(request);
        Query.of(request).check();
        Answers.json(request, 200, desk.list(caller.tenant()));
    }

    private void remove(Context request) {
        Caller caller = access.caller(request);
        Query.of(request).check();
        ContentHash dataset = ContentHash.parse(request.pathParam("sha256")).orElseThrow(DatasetRoutes::unknown);
        Removal removal = desk.remove(caller.tenant(), dataset);
        if (removal == Removal.UNKNOWN) {
            throw unknown();
        }
        if (removal == Removal.IN_USE) {
            throw Rejection.of(
                    409,
                    "dataset-in-use",
                    "The dataset is in use",
                    "a job that has not ended learns from it; GET /v1/datasets names it");
        }
        Answers.nothing(request);
    }

    private static Rejection unknown() {
        return Rejection.noSuch("dataset", "you have no dataset of this SHA-256");
    }

    private static Rejection refused(List<LineFault> faults) {
        List<Fault> named = faults.stream()
                .limit(MOST_FAULTS)
                .map(fault -> new Fault("", fault.toString()))
                .toList();
        String title = faults.size() > MOST_FAULTS
                ? "Not a dataset: %d faults, of which the first %d".formatted(faults.size(), MOST_FAULTS)
                : "Not a dataset";
        return Rejection.of(422, "invalid-dataset", title, named);
    }
}
