package io.prompttuner.trainer.run;

import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.djl.TorchRuntime;
import io.prompttuner.trainer.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads the model a person has named. */
final class ModelLoading {

    private ModelLoading() {}

    /** A {@link RefusedException} says why it can't be loaded. */
    static LoadedModel load(Path model, String device) throws IOException {
        if (!TorchRuntime.has(device)) {
            throw new RefusedException(List.of("device %s: PyTorch sees none such".formatted(device)));
        }
        try {
            return LoadedModel.load(model, device);
        } catch (InvalidModelException invalid) {
            throw new RefusedException(spoken(model, invalid));
        }
    }

    static List<String> spoken(Path model, InvalidModelException invalid) {
        return invalid.faults().stream()
                .map(fault -> "model %s: %s".formatted(model, fault))
                .toList();
    }
}
