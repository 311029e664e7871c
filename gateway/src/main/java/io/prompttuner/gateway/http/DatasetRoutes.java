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
import java.util.List;

/** {@code /v1/datasets}. */
final class DatasetRoutes {

    private static final List<String> TYPES =
            List.of("application/jsonl", "application/x-ndjson", "application/x-jsonlines");

    /** Bad lines that one answer names. */
    private static final int MOST_FAULTS = 100;

    private final Access access;
    private final DatasetDesk desk;
    private final Turns turns;
    private final int limit;

    /** @param limit bytes of a dataset at most */
    DatasetRoutes(Access access, DatasetDesk desk, Turns turns, int limit) {
        this.access = access;
        this.desk = desk;
        this.turns = turns;
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
        turns.take(() -> {
            byte[] file = Bodies.bytes(request, limit, TYPES);
            var accepted = desk.take(caller.tenant(), file, good -> good, faults -> {
                throw refused(faults);
            });
            Answers.json(request, 201, accepted);
        });
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
