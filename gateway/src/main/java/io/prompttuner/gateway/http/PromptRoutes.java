package io.prompttuner.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prompttuner.gateway.api.PromptAccepted;
import io.prompttuner.gateway.desk.PromptDesk;
import io.prompttuner.gateway.submit.Fault;
import io.prompttuner.gateway.tenant.Caller;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** {@code /v1/prompts}. */
final class PromptRoutes {

    private static final List<String> TYPES = List.of("application/octet-stream");
    private static final String MODEL = "baseModel";

    private final Access access;
    private final PromptDesk desk;
    private final Turns turns;
    private final int limit;

    /** @param limit bytes of a prompt's file at most */
    PromptRoutes(Access access, PromptDesk desk, Turns turns, int limit) {
        this.access = access;
        this.desk = desk;
        this.turns = turns;
        this.limit = limit;
    }

    void add(RoutesConfig routes) {
        routes.post("/v1/prompts", this::upload);
    }

    private void upload(Context request) throws IOException {
        Caller caller = access.caller(request);
        Query query = Query.of(request, MODEL);
        String model = query.text(MODEL);
        query.check();
        turns.take(() -> {
            byte[] file = Bodies.bytes(request, limit, TYPES);
            PromptAccepted kept = desk.take(caller.tenant(), file, model)
                    .match(
                            Function.identity(),
                            faults -> {
                                throw refused(faults);
                            },
                            sha256 -> {
                                throw ofAnotherModel(sha256, model);
                            });
            Answers.json(request, 201, kept);
        });
    }

    private static Rejection refused(List<String> faults) {
        return Rejection.of(
                422,
                "invalid-prompt",
                "Not a prompt for this model",
                faults.stream().map(fault -> new Fault("", fault)).toList());
    }

    private static Rejection ofAnotherModel(String sha256, String model) {
        return Rejection.of(
                409,
                "prompt-of-another-model",
                "The prompt belongs to another model",
                "you have prompt %s, the very same numbers, but not as one of the present %s".formatted(sha256, model));
    }
}
