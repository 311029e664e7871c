package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the centre of task features beside its model, so that all readers subtract the same. Another centre makes other
 * features: an index has to be rebuilt after a change.
 */
public final class FeatureCenterFile {

    private static final String CENTER = "center";

    private FeatureCenterFile() {}

    /** The model's centre, {@code [hidden]}, if there is one. */
    public static Optional<float[]> read(ModelDirectory model) throws IOException {
        if (!Files.exists(model.center())) {
            return Optional.empty();
        }
        try (var file = SafetensorsFile.open(model.center())) {
            Shape shape = Shape.of(model.config().hidden());
            return Optional.of(file.read(CENTER, shape).values());
        } catch (SafetensorsFormatException malformed) {
            throw new InvalidModelException(
                    model.path(), List.of("%s, %s".formatted(ModelDirectory.CENTER, malformed.getMessage())));
        }
    }

    /** Writes it anew. */
    public static void write(ModelDirectory model, float[] center) throws IOException {
        var tensor = new Tensor(CENTER, Shape.of(center.length), center);
        new SafetensorsWriter(ElementType.F32, Map.of()).write(List.of(tensor), model.center());
    }
}
