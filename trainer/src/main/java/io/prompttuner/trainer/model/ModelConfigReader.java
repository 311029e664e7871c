package io.prompttuner.trainer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code config.json}; names every field that is missing, ill-typed or out of bounds, all at once. */
final class ModelConfigReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 1 << 24;

    private final JsonNode json;
    private final List<String> faults = new ArrayList<>();

    private ModelConfigReader(JsonNode json) {
        this.json = json;
    }

    static ModelConfig read(Path directory) throws IOException {
        Path file = directory.resolve(ModelDirectory.CONFIG);
        JsonNode json;
        try {
            json = JSON.readTree(file.toFile());
        } catch (JsonProcessingException malformed) {
            String fault = "%s is not JSON: %s".formatted(ModelDirectory.CONFIG, malformed.getOriginalMessage());
            throw new InvalidModelException(directory, List.of(fault));
        }
        var reader = new ModelConfigReader(json);
        ModelConfig config = reader.config();
        if (!reader.faults.isEmpty()) {
            throw new InvalidModelException(directory, reader.faults);
        }
        return config;
    }

    private ModelConfig config() {
        requireText("model_type", "gpt2");
        if (json.hasNonNull("activation_function")) {
            requireText("activation_function", "gelu_new");
        }
        int hidden = count("n_embd");
        int heads = count("n_head");
        if (heads > 0 && hidden % heads != 0) {
            fault("n_head", "a divisor of n_embd %d".formatted(hidden), heads);
        }
        int inner = json.hasNonNull("n_inner") ? count("n_inner") : 4 * hidden;
        return new ModelConfig(
                count("n_layer"),
                heads,
                hidden,
                inner,
                count("vocab_size"),
                count("n_positions"),
                epsilon(),
                endOfText());
    }

    private int count(String field) {
        JsonNode value = json.path(field);
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > LARGEST) {
            fault(field, "a whole number from 1 to " + LARGEST, shown(value));
            return 1;
        }
        return value.intValue();
    }

    private double epsilon() {
        JsonNode value = json.path("layer_norm_epsilon");
        if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() < 1)) {
            fault("layer_norm_epsilon", "a number between 0 and 1", shown(value));
        }
        return value.doubleValue();
    }

    private int endOfText() {
        return json.hasNonNull("eos_token_id") ? json.get("eos_token_id").asInt(-1) : -1;
    }

    private void requireText(String field, String expected) {
        JsonNode value = json.path(field);
        if (!expected.equals(value.textValue())) {
            fault(field, expected, shown(value));
        }
    }

    private static Object shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value;
    }

    private void fault(String field, String expected, Object found) {
        faults.add("%s, %s: expected %s, found %s".formatted(ModelDirectory.CONFIG, field, expected, found));
    }
}
