package io.prompttuner.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.name.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Writes and reads {@code manifest.json}, version 1. Unknown fields are passed over, missing and ill-typed ones named. */
final class PromptManifestJson {

    private static final int VERSION = 1;
    private static final String ORIGIN = "origin";
    private static final String IMPORTED = "imported";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PromptManifestJson() {}

    static byte[] write(PromptManifest manifest) {
        ObjectNode json = JSON.createObjectNode()
                .put("v", VERSION)
                .put("baseModel", manifest.baseModel().hex())
                .put("data", manifest.data().hex())
                .put("seed", manifest.seed())
                .put("initialPrompt", manifest.initialPrompt());
        json.set("settings", JSON.valueToTree(manifest.settings()));
        json.set("numerics", write(manifest.numerics()));
        return bytes(json);
    }

    static byte[] write(PromptImport imported) {
        return bytes(JSON.createObjectNode()
                .put("v", VERSION)
                .put(ORIGIN, IMPORTED)
                .put("baseModel", imported.baseModel().hex())
                .put("tokens", imported.tokens()));
    }

    private static byte[] bytes(ObjectNode json) {
        return (json.toPrettyString().replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode write(Numerics numerics) {
        return JSON.createObjectNode()
                .put("dtype", numerics.dtype())
                .put("threads", numerics.threads())
                .put("library", numerics.library())
                .put("processor", numerics.processor());
    }

    static PromptOrigin read(byte[] bytes) {
        JsonNode json = parse(bytes);
        field(json, "v", node -> node.isInt() && node.intValue() == VERSION, "version 1");
        if (!json.has(ORIGIN)) {
            return tuned(json);
        }
        field(json, ORIGIN, origin -> IMPORTED.equals(origin.textValue()), "\"imported\" or none");
        JsonNode tokens = field(json, "tokens", count -> count.isInt() && count.intValue() > 0, "a number from 1");
        return new PromptImport(hash(json, "baseModel"), tokens.intValue());
    }

    private static PromptManifest tuned(JsonNode json) {
        JsonNode numerics = field(json, "numerics", JsonNode::isObject, "an object");
        return new PromptManifest(
                hash(json, "baseModel"),
                hash(json, "data"),
                field(json, "seed", PromptManifestJson::isWhole, "a whole number")
                        .longValue(),
                settings(field(json, "settings", JsonNode::isObject, "an object")),
                text(json, "initialPrompt"),
                new Numerics(
                        text(numerics, "dtype"),
                        field(numerics, "threads", JsonNode::isInt, "a whole number")
                                .intValue(),
                        text(numerics, "library"),
                        text(numerics, "processor")));
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException malformed) {
            throw damaged("not JSON: " + malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw StoreException.during("read a manifest from memory", impossible);
        }
    }

    private static SortedMap<String, Object> settings(JsonNode json) {
        SortedMap<String, Object> settings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            settings.put(entry.getKey(), scalar(entry.getKey(), entry.getValue()));
        }
        return settings;
    }

    private static Object scalar(String name, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (isWhole(value)) {
            return value.longValue();
        }
        if (value.isDouble()) {
            return value.doubleValue();
        }
        throw damaged("settings.%s: expected text, a number or a boolean".formatted(name));
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static ContentHash hash(JsonNode json, String key) {
        return ContentHash.parse(text(json, key)).orElseThrow(() -> damaged(key + ": expected a SHA-256"));
    }

    private static String text(JsonNode json, String key) {
        return field(json, key, JsonNode::isTextual, "text").textValue();
    }

    private static JsonNode field(JsonNode json, String key, Predicate<JsonNode> fits, String expected) {
        JsonNode value = json.path(key);
        if (!fits.test(value)) {
            throw damaged("%s: expected %s, got %s"
                    .formatted(key, expected, value.isMissingNode() ? "nothing" : value.getNodeType()));
        }
        return value;
    }

    private static StoreException damaged(String fault) {
        return StoreException.damaged("manifest.json", fault);
    }
}
