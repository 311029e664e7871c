package io.prompttuner.store.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a prompt has to fit of a base model, as its {@code config.json} says.
 *
 * @param hidden width of an embedding; absent if it is not said
 * @param positions most tokens in a row; absent if it is not said
 */
public record ModelShape(OptionalInt hidden, OptionalInt positions) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HIDDEN = List.of("hidden_size", "n_embd");
    private static final List<String> POSITIONS = List.of("max_position_embeddings", "n_positions");

    /** Of a model that nobody knows. */
    public static final ModelShape UNKNOWN = new ModelShape(OptionalInt.empty(), OptionalInt.empty());

    /** Reads it from where the model lies. */
    public static ModelShape of(BaseModel model) throws IOException {
        JsonNode config = JSON.readTree(Files.readAllBytes(model.directory().resolve("config.json")));
        return new ModelShape(first(config, HIDDEN), first(config, POSITIONS));
    }

    private static OptionalInt first(JsonNode config, List<String> names) {
        return names.stream()
                .map(config::path)
                .filter(count -> count.isInt() && count.intValue() > 0)
                .mapToInt(JsonNode::intValue)
                .findFirst();
    }
}
