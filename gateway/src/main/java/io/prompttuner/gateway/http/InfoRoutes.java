package io.prompttuner.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prompttuner.gateway.api.Health;
import io.prompttuner.gateway.api.ModelList;
import io.prompttuner.gateway.api.SloList;
import io.prompttuner.gateway.desk.BankShelf;
import io.prompttuner.gateway.tenant.Caller;
import io.prompttuner.gateway.tenant.Role;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.store.model.BaseModel;
import io.prompttuner.store.model.ModelCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** How promises are kept, what the bank holds, which models there are, and whether the gateway is well. */
final class InfoRoutes {

    private static final int BANK_LIMIT = 50;
    private static final int LONGEST_BANK = 500;
    private static final int BANK_RETRY_SECONDS = 5;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Access access;
    private final PlatformView view;
    private final BankShelf bank;
    private final ModelCatalogue catalogue;
    private final InstantSource clock;

    InfoRoutes(Access access, PlatformView view, BankShelf bank, ModelCatalogue catalogue, InstantSource clock) {
        this.access = access;
        this.view = view;
        this.bank = bank;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/slo", this::slo);
        routes.get("/v1/bank", this::bank);
        routes.get("/v1/models", this::models);
        routes.get("/healthz", this::health);
    }

    private void slo(Context request) {
        Caller caller = access.caller(request);
        Query.of(request).check();
        boolean all = caller.role() == Role.OPERATOR;
        var reports = all ? view.slo() : view.slo(caller.name()).stream().toList();
        Answers.json(request, 200, new SloList(view.asOf(), reports));
    }

    private void bank(Context request) {
        Caller caller = access.caller(request);
        Query query = Query.of(request, "limit");
        int limit = query.number("limit", 1, LONGEST_BANK, BANK_LIMIT);
        query.check();
        Answers.json(
                request,
                200,
                bank.list(caller.name(), limit)
                        .orElseThrow(() -> Rejection.away(
                                "bank",
                                "the prompt bank does not answer; jobs run on without it",
                                BANK_RETRY_SECONDS)));
    }

    private void models(Context request) {
        access.caller(request);
        Query.of(request).check();
        List<ModelList.Item> models = catalogue.names().stream()
                .flatMap(name -> catalogue.find(name).stream())
                .map(InfoRoutes::item)
                .toList();
        Answers.json(request, 200, new ModelList(models));
    }

    private void health(Context request) {
        if (!view.isWhole()) {
            Answers.json(request, 503, new Health("starting", null, view.skipped()));
            return;
        }
        boolean stale = view.asOf().isBefore(clock.instant().minus(FRESH));
        Answers.json(request, 200, new Health(stale ? "broker-away" : "ok", view.asOf(), view.skipped()));
    }

    private static ModelList.Item item(BaseModel model) {
        return new ModelList.Item(model.name(), model.hash(), model.gpusPerWorker());
    }
}
