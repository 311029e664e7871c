package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.ElementType;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Open weights that are known to fit their configuration; hands out parts of its tensors, widened to floats. */
public final class ModelWeights implements Closeable {

    private final WeightFiles files;
    private final List<ModelLayout.Slot> slots;
    private final Optional<ElementType> named;
    private final List<WeightFiles.Place> places = new ArrayList<>();

    private ModelWeights(WeightFiles files, List<ModelLayout.Slot> slots, Optional<ElementType> named) {
        this.files = files;
        this.slots = slots;
        this.named = named;
    }

    static ModelWeights open(ModelDirectory model) throws IOException {
        ModelLayout layout = ModelLayout.of(model.config());
        var weights = new ModelWeights(WeightFiles.open(model.path()), layout.slots(), model.dtype());
        var faults = new ArrayList<String>();
        weights.slots.forEach(slot -> weights.find(slot, layout.alias(), faults));
        if (!faults.isEmpty()) {
            weights.close();
            throw new InvalidModelException(model.path(), faults);
        }
        return weights;
    }

    /** What is in them, in order. */
    public List<ModelLayout.Slot> slots() {
        return slots;
    }

    /** What its numbers are meant in: what the configuration says, or else what all of them are kept in, or else single. */
    public ElementType meant() {
        List<ElementType> kept =
                places.stream().map(place -> place.entry().type()).distinct().toList();
        return named.orElse(kept.size() == 1 ? kept.get(0) : ElementType.F32);
    }

    /** Some values of the tensor at a place of the layout, row by row, from one of them on: none has to fit the heap. */
    public float[] read(int slot, long from, int count) throws IOException {
        WeightFiles.Place place = places.get(slot);
        return place.open().read(place.entry().name(), from, count);
    }

    private void find(ModelLayout.Slot slot, String alias, List<String> faults) {
        List<WeightFiles.Place> found = Stream.of(slot.name(), alias + slot.name())
                .distinct()
                .flatMap(name -> files.place(name).stream())
                .toList();
        List<Object> shapes =
                found.stream().<Object>map(place -> place.entry().shape()).toList();
        if (shapes.equals(List.of(slot.shape()))) {
            places.add(found.get(0));
            return;
        }
        faults.add("%s, tensor %s: expected shape %s, found %s"
                .formatted(
                        found.isEmpty() ? files.described() : found.get(0).file(),
                        slot.name(),
                        slot.shape(),
                        switch (found.size()) {
                            case 0 -> "no such tensor";
                            case 1 -> shapes.get(0);
                            default -> "it twice, once as " + alias + slot.name();
                        }));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
