package io.prompttuner.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prompttuner.gateway.api.DryRun;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.desk.CancelAnswer;
import io.prompttuner.gateway.desk.JobDesk;
import io.prompttuner.gateway.desk.SubmitAnswer;
import io.prompttuner.gateway.submit.Fault;
import io.prompttuner.gateway.submit.JobIdentity;
import io.prompttuner.gateway.submit.KnownNames;
import io.prompttuner.gateway.tenant.Caller;
import io.prompttuner.gateway.view.PageKey;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.PromptStore;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.wire.event.JobPhase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /v1/jobs}, but for live events. */
final class JobRoutes {

    private static final int BODY_LIMIT = 64 << 10;
    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 500;
    private static final int RETRY_SECONDS = 2;

    private final Access access;
    private final JobDesk desk;
    private final PlatformView view;
    private final PromptStore prompts;
    private final Function<TenantSlug, KnownNames> names;
    private final InstantSource clock;

    JobRoutes(
            Access access,
            JobDesk desk,
            PlatformView view,
            PromptStore prompts,
            Function<TenantSlug, KnownNames> names,
            InstantSource clock) {
        this.access = access;
        this.desk = desk;
        this.view = view;
        this.prompts = prompts;
        this.names = names;
        this.clock = clock;
    }

    void add(RoutesConfig routes) {
        routes.post("/v1/jobs", this::submit);
        routes.get("/v1/jobs", this::list);
        routes.get("/v1/jobs/{id}", this::describe);
        routes.post("/v1/jobs/{id}/cancel", this::cancel);
        routes.get("/v1/jobs/{id}/prompt", this::prompt);
    }

    private void submit(Context request) throws IOException {
        Caller caller = access.caller(request);
        Query query = Query.of(request, "dryRun");
        boolean dryRun = query.flag("dryRun");
        query.check();
        JobIdentity identity = identity(request, caller);
        JsonNode body = Bodies.json(request, BODY_LIMIT);
        KnownNames known = names.apply(caller.tenant());
        if (dryRun) {
            DryRun plan = desk.dryRun(identity, body, known, Function.identity(), faults -> {
                throw invalid(faults);
            });
            Answers.json(request, 200, plan);
        } else {
            answer(request, desk.submit(identity, body, known));
        }
    }

    private static void answer(Context request, SubmitAnswer answer) {
        SubmitAnswer.Held held = answer.match(
                Function.identity(),
                refused -> {
                    throw invalid(refused.faults());
                },
                taken -> {
                    throw Rejection.of(
                            422,
                            "key-taken",
                            "The idempotency key is taken",
                            "under this Idempotency-Key another request asked for job %s; use a new key for a new job"
                                    .formatted(taken.job()));
                },
                away -> {
                    throw Rejection.away(
                            "broker", away.why() + "; send it again under the same Idempotency-Key", RETRY_SECONDS);
                });
        request.header("Location", "/v1/jobs/" + held.job().status().id());
        Answers.json(request, held.repeated() ? 200 : 201, held.job());
    }

    private void list(Context request) {
        Caller caller = access.caller(request);
        Query query = Query.of(request, "state", "cursor", "limit");
        Set<JobPhase> phases = query.phases("state");
        Optional<PageKey> after = query.cursor("cursor");
        int limit = query.number("limit", 1, LONGEST_PAGE, PAGE);
        query.check();
        Answers.json(request, 200, view.page(caller.name(), phases, after, limit));
    }

    private void describe(Context request) {
        Caller caller = access.caller(request);
        Query.of(request).check();
        Answers.json(
                request,
                200,
                view.describe(caller.name(), request.pathParam("id"), clock.instant())
                        .orElseThrow(JobRoutes::unknown));
    }

    private void cancel(Context request) {
        Caller caller = access.caller(request);
        Query.of(request).check();
        CancelAnswer.Noted noted = desk.cancel(caller.name(), request.pathParam("id"))
                .match(
                        Function.identity(),
                        () -> {
                            throw unknown();
                        },
                        away -> {
                            throw Rejection.away("broker", away.why() + "; send it again", RETRY_SECONDS);
                        });
        Answers.json(request, noted.news() ? 202 : 200, noted.status());
    }

    private void prompt(Context request) throws IOException {
        Caller caller = access.caller(request);
        Query.of(request).check();
        String job = request.pathParam("id");
        if (view.status(caller.name(), job).isEmpty()) {
            throw unknown();
        }
        JobOutcome outcome = view.outcome(caller.name(), job)
                .orElseThrow(() -> Rejection.noSuch("prompt", "the job has not ended; its prompt comes with its end"));
        String hash = outcome.ended().prompt();
        if (hash == null) {
            throw Rejection.noSuch(
                    "prompt",
                    "the job ended without a prompt: "
                            + outcome.ended().reason().word());
        }
        StoredPrompt prompt = prompts.get(new PromptRef(caller.tenant(), new ContentHash(hash)))
                .orElseThrow(() -> Rejection.noSuch("prompt", "prompt %s is no longer in the store".formatted(hash)));
        request.header("Content-Disposition", "attachment; filename=\"%s.zip\"".formatted(job));
        request.header("ETag", "\"" + hash + "\"");
        request.contentType("application/zip").result(PromptZip.of(prompt));
    }

    private static JobIdentity identity(Context request, Caller caller) {
        String key = Optional.ofNullable(request.header("Idempotency-Key")).orElse("");
        JobIdentity.faultOf(key).ifPresent(fault -> {
            throw Rejection.of(
                    400,
                    "idempotency-key",
                    "An Idempotency-Key is needed",
                    fault + "; a repeat under it is the same job");
        });
        return JobIdentity.of(caller.name(), key);
    }

    static Rejection unknown() {
        return Rejection.noSuch("job", "you have no job of this id");
    }

    private static Rejection invalid(List<Fault> faults) {
        return Rejection.of(422, "invalid-job", "Not a job", faults);
    }
}
