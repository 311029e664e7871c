package io.prompttuner.trainer.run;

import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.djl.MissingDeviceException;
import io.prompttuner.trainer.model.InvalidModelException;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads the model a person has named. */
public final class ModelLoading {

    private ModelLoading() {}

    /** A {@link RefusedException} says why it can't be loaded. */
    public static LoadedModel load(Path model, Devices devices) throws IOException {
        try {
            return LoadedModel.load(model, devices);
        } catch (MissingDeviceException missing) {
            throw new RefusedException(List.of(String.valueOf(missing.getMessage())));
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
