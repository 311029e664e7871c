package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.store.tensor.TensorEntry;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Open weights that are known to fit their configuration; hands out one tensor at a time, widened to floats. */
public final class ModelWeights implements Closeable {

    /** Hugging Face writes the same tensors with or without it, depending on the class that was saved. */
    private static final String PREFIX = "transformer.";

    private final SafetensorsFile file;
    private final List<ModelLayout.Slot> slots;

    private ModelWeights(SafetensorsFile file, List<ModelLayout.Slot> slots) {
        this.file = file;
        this.slots = slots;
    }

    static ModelWeights open(ModelDirectory model) throws IOException {
        SafetensorsFile file;
        try {
            file = SafetensorsFile.open(model.weightsFile());
        } catch (SafetensorsFormatException malformed) {
            String fault = "%s, %s".formatted(ModelDirectory.WEIGHTS, malformed.getMessage());
            throw new InvalidModelException(model.path(), List.of(fault));
        }
        var weights = new ModelWeights(file, ModelLayout.of(model.config()));
        List<String> faults = weights.faults();
        if (!faults.isEmpty()) {
            file.close();
            throw new InvalidModelException(model.path(), faults);
        }
        return weights;
    }

    /** How many tensors the model has. */
    public int size() {
        return slots.size();
    }

    /** The tensor at a place of the layout. */
    public Tensor read(int slot) throws IOException {
        return file.read(entry(slots.get(slot)).orElseThrow().name());
    }

    private List<String> faults() {
        var faults = new ArrayList<String>();
        for (ModelLayout.Slot slot : slots) {
            Optional<TensorEntry> found = entry(slot);
            if (found.isEmpty() || !found.get().shape().equals(slot.shape())) {
                Object shown = found.<Object>map(TensorEntry::shape).orElse("no such tensor");
                faults.add("%s, tensor %s: expected shape %s, found %s"
                        .formatted(ModelDirectory.WEIGHTS, slot.name(), slot.shape(), shown));
            }
        }
        return faults;
    }

    private Optional<TensorEntry> entry(ModelLayout.Slot slot) {
        Map<String, TensorEntry> entries = file.entries();
        @Nullable TensorEntry plain = entries.get(slot.name());
        return Optional.ofNullable(plain != null ? plain : entries.get(PREFIX + slot.name()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
