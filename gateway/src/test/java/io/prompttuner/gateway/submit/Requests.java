package io.prompttuner.gateway.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.name.ContentHash;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Requests of a tenant that owns one dataset and one prompt, on a platform with two base models. */
final class Requests {

    static final String DATASET = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final String PROMPT = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
    static final KnownNames KNOWN = new Known();

    private static final ObjectMapper JSON = new ObjectMapper();

    private Requests() {}

    /** The least a request may say. */
    static ObjectNode least() {
        return json("""
                {"name": "emotion/street", "baseModel": "small-lm", "dataset": "%s",
                 "target": {"loss": 0.15}, "deadline": "PT10M"}""".formatted(DATASET));
    }

    /** The same with these fields set; {@code null} takes one out. */
    static ObjectNode with(String fields) {
        ObjectNode request = least();
        json("{" + fields + "}").properties().forEach(field -> {
            if (field.getValue().isNull()) {
                request.remove(field.getKey());
            } else {
                request.set(field.getKey(), field.getValue());
            }
        });
        return request;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    private static final class Known implements KnownNames {
        @Override
        public boolean hasModel(String name) {
            return models().contains(name);
        }

        @Override
        public SortedSet<String> models() {
            return new TreeSet<>(List.of("small-lm", "large-lm"));
        }

        @Override
        public boolean hasDataset(ContentHash dataset) {
            return dataset.hex().equals(DATASET);
        }

        @Override
        public boolean hasPrompt(ContentHash prompt) {
            return prompt.hex().equals(PROMPT);
        }
    }
}
