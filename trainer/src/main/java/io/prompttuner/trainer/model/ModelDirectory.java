package io.prompttuner.trainer.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A base model on disk whose configuration is sound.
 *
 * @param path in the Hugging Face layout
 */
public record ModelDirectory(Path path, ModelConfig config) {

    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.safetensors";
    static final String TOKENIZER = "tokenizer.json";
    static final String CENTER = "feature-center.json";

    /** Opens a directory; an {@link InvalidModelException} names all that is missing or wrong. */
    public static ModelDirectory open(Path path) throws IOException {
        List<String> missing = Stream.of(CONFIG, WEIGHTS, TOKENIZER)
                .filter(name -> !Files.isRegularFile(path.resolve(name)))
                .map("%s is missing"::formatted)
                .toList();
        if (!Files.isDirectory(path)) {
            throw new InvalidModelException(path, List.of("not a directory"));
        }
        if (!missing.isEmpty()) {
            throw new InvalidModelException(path, missing);
        }
        return new ModelDirectory(path, ModelConfigReader.read(path));
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

    Path weightsFile() {
        return path.resolve(WEIGHTS);
    }
}
