package io.prompttuner.store.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The base models of one installation, by name. The operator writes it as JSON; no string of a tenant becomes a path.
 *
 * <pre>{@code {"models": [{"name": "small-lm", "directory": "models/small-lm", "gpusPerWorker": 1}]}}</pre>
 *
 * <p>A relative directory is taken from where the file lies. {@code gpusPerWorker} is 1 unless given.
 */
public final class ModelCatalogue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, BaseModel> models;

    private ModelCatalogue(Map<String, BaseModel> models) {
        this.models = models;
    }

    /**
     * Reads the file and hashes every model it names.
     *
     * @throws InvalidCatalogueException listing every fault of the file at once
     * @throws IOException if the file or a model can't be read
     */
    public static ModelCatalogue read(Path file) throws IOException {
        List<String> faults = new ArrayList<>();
        Map<String, BaseModel> models = new TreeMap<>();
        for (JsonNode entry : entries(file, faults)) {
            Optional<BaseModel> model = model(entry, file.toAbsolutePath().resolveSibling(""), faults);
            if (model.isPresent() && models.putIfAbsent(model.get().name(), model.get()) != null) {
                faults.add("model %s stands there twice".formatted(model.get().name()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidCatalogueException(file, faults);
        }
        return new ModelCatalogue(models);
    }

    /** The model of this name. */
    public Optional<BaseModel> find(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** Every name, sorted. */
    public SortedSet<String> names() {
        return new TreeSet<>(models.keySet());
    }

    private static JsonNode entries(Path file, List<String> faults) throws IOException {
        JsonNode models = JSON.readTree(Files.readAllBytes(file)).path("models");
        if (!models.isArray() || models.isEmpty()) {
            faults.add("models: expected a list with at least one model");
        }
        return models;
    }

    private static Optional<BaseModel> model(JsonNode entry, Path base, List<String> faults) throws IOException {
        String name = entry.path("name").asText("");
        String directory = entry.path("directory").asText("");
        JsonNode gpus = entry.path("gpusPerWorker");
        int before = faults.size();
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            faults.add("name: expected lower-case letters, digits, '.', '_', '-', got '%s'".formatted(name));
        }
        Path where = base.resolve(directory).normalize();
        if (directory.isEmpty() || !Files.isReadable(where.resolve("config.json"))) {
            faults.add("model %s: no config.json in directory '%s' (%s)".formatted(name, directory, where));
        }
        if (!gpus.isMissingNode() && (!gpus.canConvertToInt() || gpus.intValue() < 1)) {
            faults.add("model %s: gpusPerWorker: expected a whole number from 1, got %s".formatted(name, gpus));
        }
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(new BaseModel(name, where, ModelHash.of(where), gpus.asInt(1)));
    }
}
