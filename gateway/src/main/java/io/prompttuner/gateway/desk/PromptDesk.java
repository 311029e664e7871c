package io.prompttuner.gateway.desk;

import io.prompttuner.gateway.api.PromptAccepted;
import io.prompttuner.store.PromptImport;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.PromptStore;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.model.BaseModel;
import io.prompttuner.store.model.ModelCatalogue;
import io.prompttuner.store.model.ModelShape;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.prompt.PromptReader;
import io.prompttuner.store.prompt.PromptReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes in prompts that were tuned elsewhere. One that no job names is swept after a day, as any other. */
public final class PromptDesk {

    private final PromptStore store;
    private final PromptReader reader;
    private final ModelCatalogue catalogue;

    public PromptDesk(PromptStore store, PromptReader reader, ModelCatalogue catalogue) {
        this.store = store;
        this.reader = reader;
        this.catalogue = catalogue;
    }

    /** Keeps a prompt if it fits the model; the same again is success. */
    public PromptAnswer take(TenantSlug tenant, byte[] file, String modelName) {
        Optional<BaseModel> model = catalogue.find(modelName);
        if (model.isEmpty()) {
            List<String> faults = new ArrayList<>();
            faults.add("baseModel: no such base model; known are: " + String.join(", ", catalogue.names()));
            reader.read(file, ModelShape.UNKNOWN).match(good -> false, bad -> faults.addAll(bad.faults()));
            return new PromptAnswer.Refused(faults);
        }
        return reader.read(file, shape(model.get()))
                .match(good -> keep(tenant, good, model.get()), bad -> new PromptAnswer.Refused(bad.faults()));
    }

    private PromptAnswer keep(TenantSlug tenant, PromptReading.Accepted prompt, BaseModel model) {
        var hash = new ContentHash(model.hash());
        PromptRef ref = store.put(tenant, prompt.file(), new PromptImport(hash, prompt.tokens()));
        String sha256 = ref.hash().hex();
        boolean fits = store.get(ref)
                .map(kept -> kept.manifest().baseModel().equals(hash))
                .orElse(true);
        return fits
                ? new PromptAnswer.Kept(new PromptAccepted(sha256, model.name(), prompt.tokens(), prompt.hidden()))
                : new PromptAnswer.OfAnotherModel(sha256);
    }

    private static ModelShape shape(BaseModel model) {
        try {
            return ModelShape.of(model);
        } catch (IOException unreadable) {
            throw StoreException.during("read what base model %s is like".formatted(model.name()), unreadable);
        }
    }
}
