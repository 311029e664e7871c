package io.prompttuner.gateway.http;

import io.prompttuner.gateway.desk.BankShelf;
import io.prompttuner.gateway.desk.DatasetDesk;
import io.prompttuner.gateway.desk.JobDesk;
import io.prompttuner.gateway.desk.PromptDesk;
import io.prompttuner.gateway.live.LiveHub;
import io.prompttuner.gateway.submit.KnownNames;
import io.prompttuner.gateway.tenant.TokenFile;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.store.PromptStore;
import io.prompttuner.store.model.ModelCatalogue;
import io.prompttuner.store.name.TenantSlug;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * All that answers requests.
 *
 * @param imports takes in prompts that were tuned elsewhere
 * @param prompts where prompts are kept, however they came
 * @param names what a tenant's job may name
 * @param datasetBytes of a dataset at most
 */
public record Desks(
        TokenFile tokens,
        DatasetDesk datasets,
        PromptDesk imports,
        JobDesk jobs,
        PlatformView view,
        LiveHub hub,
        PromptStore prompts,
        BankShelf bank,
        ModelCatalogue catalogue,
        Function<TenantSlug, KnownNames> names,
        int datasetBytes,
        InstantSource clock) {}
