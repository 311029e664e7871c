package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.TensorEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The open files of a model's weights, one or several, each checked as a whole, and by name what they hold. */
final class WeightFiles implements Closeable {

    private final Path directory;
    private final SortedMap<String, SafetensorsFile> files = new TreeMap<>();
    private final SortedMap<String, Place> places = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private WeightFiles(Path directory) {
        this.directory = directory;
    }

    /** A tensor in one of the files. */
    record Place(String file, SafetensorsFile open, TensorEntry entry) {}

    /** Opens all; an {@link InvalidModelException} names every file and tensor that is not as it should be. */
    static WeightFiles open(Path directory) throws IOException {
        var weights = new WeightFiles(directory);
        try {
            if (Files.exists(directory.resolve(ModelDirectory.INDEX))) {
                weights.open(ShardIndex.read(directory));
            } else {
                weights.open(List.of(ModelDirectory.WEIGHTS));
                weights.files.forEach(weights::enter);
            }
            if (!weights.faults.isEmpty()) {
                throw new InvalidModelException(directory, weights.faults);
            }
            return weights;
        } catch (IOException | RuntimeException refused) {
            weights.close();
            throw refused;
        }
    }

    /** Where a tensor of this name is. */
    Optional<Place> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    /** What to call the whole in a message. */
    String described() {
        return files.size() == 1 ? files.firstKey() : ModelDirectory.INDEX;
    }

    private void open(Collection<String> names) throws IOException {
        for (String name : names) {
            if (!Files.isRegularFile(directory.resolve(name))) {
                faults.add("%s is missing".formatted(name));
                continue;
            }
            try {
                files.put(name, SafetensorsFile.open(directory.resolve(name)));
            } catch (SafetensorsFormatException malformed) {
                faults.add("%s, %s".formatted(name, malformed.getMessage()));
            }
        }
    }

    private void open(ShardIndex index) throws IOException {
        open(index.files());
        files.forEach(this::enter);
        Map<String, String> shards = index.shards();
        shards.forEach((tensor, file) -> {
            SafetensorsFile open = files.get(file);
            if (open != null && !open.entries().containsKey(tensor)) {
                faults.add("%s, tensor %s: expected in it by the index, found no such tensor".formatted(file, tensor));
            }
        });
        files.forEach((file, open) -> open.entries().keySet().stream()
                .filter(tensor -> !shards.containsKey(tensor))
                .forEach(tensor -> faults.add(
                        "%s, tensor %s: expected in the index, found no such name".formatted(file, tensor))));
    }

    private void enter(String file, SafetensorsFile open) {
        for (TensorEntry entry : open.entries().values()) {
            Place before = places.putIfAbsent(entry.name(), new Place(file, open, entry));
            if (before != null) {
                faults.add("%s, tensor %s: expected in one file, found in %s too"
                        .formatted(file, entry.name(), before.file()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SafetensorsFile file : files.values()) {
            file.close();
        }
    }
}
