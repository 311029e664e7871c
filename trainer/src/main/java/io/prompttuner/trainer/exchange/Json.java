package io.prompttuner.trainer.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.name.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON whose bytes depend on what it says alone. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(ObjectNode json) {
        return (json.toPrettyString().replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Empty unless the bytes are a JSON object. */
    static Optional<JsonNode> read(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readTree(bytes)).filter(JsonNode::isObject);
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }

    /** The hash of every file, by name. */
    static ObjectNode hashes(Map<String, byte[]> files) {
        ObjectNode json = object();
        new TreeMap<>(files)
                .forEach((name, content) ->
                        json.put(name, ContentHash.of(content).hex()));
        return json;
    }

    static @Nullable JsonNode manifest(@Nullable PromptOrigin manifest) {
        return manifest == null ? null : read(manifest.toJson()).orElseThrow();
    }

    /** The manifest in a field, if there is one. */
    static Optional<PromptOrigin> manifest(JsonNode json) {
        if (!json.isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PromptOrigin.fromJson(MAPPER.writeValueAsBytes(json)));
        } catch (StoreException otherwise) {
            return Optional.empty();
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a tree was read and can be written", impossible);
        }
    }

    /** Whether a field is absent, null or an empty list. */
    static boolean isNothing(JsonNode field) {
        return field.isMissingNode() || field.isNull() || (field.isArray() && field.isEmpty());
    }

    /** Whether a field has one of these texts. */
    static boolean isOneOf(JsonNode field, List<String> texts) {
        return field.isTextual() && texts.contains(field.textValue());
    }
}
