package io.prompttuner.trainer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the centre of task features beside its model, so that all readers subtract the same. Another centre makes other
 * features: an index has to be rebuilt after a change. It is no part of the model, nor of its hash.
 */
public final class FeatureCenterFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CENTER = "center";

    private FeatureCenterFile() {}

    /** The model's centre, {@code [hidden]}, if there is one. */
    public static Optional<float[]> read(ModelDirectory model) throws IOException {
        if (!Files.exists(model.center())) {
            return Optional.empty();
        }
        JsonNode numbers;
        try {
            numbers = JSON.readTree(model.center().toFile()).path(CENTER);
        } catch (JsonProcessingException malformed) {
            throw invalid(model, "is not JSON: " + malformed.getOriginalMessage());
        }
        if (numbers.size() != model.config().hidden()) {
            throw invalid(
                    model,
                    "center: expected %d numbers, found %d"
                            .formatted(model.config().hidden(), numbers.size()));
        }
        float[] center = new float[numbers.size()];
        for (int i = 0; i < center.length; i++) {
            if (!numbers.get(i).isNumber()) {
                throw invalid(model, "center[%d]: expected a number, found %s".formatted(i, numbers.get(i)));
            }
            center[i] = Float.parseFloat(numbers.get(i).asText());
        }
        return Optional.of(center);
    }

    /** Writes it anew; what is read back has the same bits. */
    public static void write(ModelDirectory model, float[] center) throws IOException {
        var json = JSON.createObjectNode();
        var numbers = json.putArray(CENTER);
        for (float number : center) {
            numbers.add(number);
        }
        Files.writeString(model.center(), json + "\n");
    }

    private static InvalidModelException invalid(ModelDirectory model, String fault) {
        return new InvalidModelException(model.path(), List.of("%s %s".formatted(ModelDirectory.CENTER, fault)));
    }
}
