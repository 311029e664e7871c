package io.prompttuner.trainer.worker.process;

import io.prompttuner.store.model.BaseModel;
import io.prompttuner.store.model.ModelCatalogue;
import io.prompttuner.trainer.worker.grpc.WorkerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** Looks the worker's model up in the catalogue. A fault is kept, so that the controller can be told of it. */
final class ModelHome {

    private final WorkerSettings settings;
    private @Nullable BaseModel found;
    private @Nullable IOException fault;

    ModelHome(WorkerSettings settings) {
        this.settings = settings;
        try {
            this.found = find(settings);
        } catch (IOException unusable) {
            this.fault = unusable;
        }
    }

    /** Who this worker is, others reaching it at this port; without a hash if its model can't be used. */
    WorkerIdentity identity(int port) {
        return new WorkerIdentity(
                settings.workerId(),
                settings.baseModel(),
                found == null ? "" : found.hash(),
                found == null ? 1 : found.gpusPerWorker(),
                ProcessHandle.current().pid(),
                settings.host() + ":" + port);
    }

    BaseModel found() throws IOException {
        if (found == null) {
            throw fault == null ? new IOException("no base model") : fault;
        }
        return found;
    }

    private static BaseModel find(WorkerSettings settings) throws IOException {
        if (!Files.isRegularFile(settings.models())) {
            throw new IOException("%s is no catalogue of base models: no such file".formatted(settings.models()));
        }
        ModelCatalogue catalogue = ModelCatalogue.read(settings.models());
        return catalogue
                .find(settings.baseModel())
                .orElseThrow(() -> new IOException("%s names no base model %s, only %s"
                        .formatted(settings.models(), settings.baseModel(), catalogue.names())));
    }
}
