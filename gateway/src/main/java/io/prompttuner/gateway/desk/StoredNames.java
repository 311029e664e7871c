package io.prompttuner.gateway.desk;

import io.prompttuner.gateway.submit.KnownNames;
import io.prompttuner.store.DatasetStore;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.PromptStore;
import io.prompttuner.store.model.ModelCatalogue;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.util.SortedSet;

/** What a tenant may name, by the stores and the catalogue. */
public record StoredNames(TenantSlug tenant, ModelCatalogue catalogue, DatasetStore datasets, PromptStore prompts)
        implements KnownNames {

    @Override
    public boolean hasModel(String name) {
        return catalogue.find(name).isPresent();
    }

    @Override
    public SortedSet<String> models() {
        return catalogue.names();
    }

    @Override
    public boolean hasDataset(ContentHash dataset) {
        return datasets.has(tenant, dataset);
    }

    @Override
    public boolean hasPrompt(ContentHash prompt) {
        return prompts.get(new PromptRef(tenant, prompt)).isPresent();
    }
}
