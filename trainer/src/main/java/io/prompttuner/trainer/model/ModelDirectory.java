package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A base model on disk whose configuration is sound.
 *
 * @param path in the Hugging Face layout
 * @param dtype what the configuration says its numbers are meant in, if it does
 */
public record ModelDirectory(Path path, ModelConfig config, Optional<ElementType> dtype) {

    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";
    static final String TOKENIZER = "tokenizer.json";
    static final String CENTER = "feature-center.json";

    /** Several times what the largest models have; a layout grows with it before any weight is looked at. */
    static final int MOST_LAYERS = 1_000;

    /** A model whose configuration says nothing of its numbers. */
    public ModelDirectory(Path path, ModelConfig config) {
        this(path, config, Optional.empty());
    }

    /** Opens a directory; an {@link InvalidModelException} names all that is missing or wrong. */
    public static ModelDirectory open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new InvalidModelException(path, List.of("not a directory"));
        }
        boolean whole = Files.isRegularFile(path.resolve(WEIGHTS));
        boolean sharded = Files.exists(path.resolve(INDEX));
        var faults = new ArrayList<String>();
        Stream.of(CONFIG, TOKENIZER)
                .filter(name -> !Files.isRegularFile(path.resolve(name)))
                .forEach(name -> faults.add("%s is missing".formatted(name)));
        if (whole && sharded) {
            faults.add("expected either %s or %s, found both".formatted(WEIGHTS, INDEX));
        } else if (!whole && !sharded) {
            faults.add("%s is missing, and so is %s".formatted(WEIGHTS, INDEX));
        }
        if (!faults.isEmpty()) {
            throw new InvalidModelException(path, faults);
        }
        return ModelConfigReader.read(path);
    }

    public Path tokenizer() {
        return path.resolve(TOKENIZER);
    }

    /** The mean feature vector of a base set of tasks; it need not be there. */
    public Path center() {
        return path.resolve(CENTER);
    }

    /** Opens the weights and compares every tensor's name and shape with the configuration. */
    public ModelWeights weights() throws IOException {
        return ModelWeights.open(this);
    }
}
