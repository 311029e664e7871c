package io.prompttuner.trainer.pretrain;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelLayout;
import io.prompttuner.trainer.tuning.AdamState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Map;

/** Keeps a {@link PretrainState} bit for bit; a crash while writing leaves the one before. */
final class PretrainStateFile {

    private static final String STEP = "step";
    private static final String MEAN = ".adam.mean";
    private static final String SQUARE = ".adam.square";

    private PretrainStateFile() {}

    static void write(PretrainState state, Path file) throws IOException {
        var tensors = new ArrayList<Tensor>(state.tensors());
        for (int i = 0; i < state.slots().size(); i++) {
            ModelLayout.Slot slot = state.slots().get(i);
            AdamState weight = state.weights().get(i);
            tensors.add(new Tensor(slot.name() + MEAN, slot.shape(), weight.mean()));
            tensors.add(new Tensor(slot.name() + SQUARE, slot.shape(), weight.square()));
        }
        Path half = file.resolveSibling(file.getFileName() + ".half");
        new SafetensorsWriter(ElementType.F32, Map.of(STEP, Long.toString(state.step()))).write(tensors, half);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static PretrainState read(ModelConfig config, Path path) throws IOException {
        var slots = ModelLayout.of(config).slots();
        var weights = new ArrayList<AdamState>();
        try (var file = SafetensorsFile.open(path)) {
            long step = Long.parseLong(file.metadata().getOrDefault(STEP, ""));
            for (ModelLayout.Slot slot : slots) {
                weights.add(new AdamState(
                        file.read(slot.name(), slot.shape()).values(),
                        file.read(slot.name() + MEAN, slot.shape()).values(),
                        file.read(slot.name() + SQUARE, slot.shape()).values(),
                        step));
            }
        } catch (NumberFormatException unreadable) {
            throw new SafetensorsFormatException("metadata step: expected a number");
        }
        return new PretrainState(slots, weights);
    }
}
