package io.prompttuner.bank.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.bank.prompt.PromptDocument;
import io.prompttuner.wire.EventCodec;
import java.util.List;

/**
 * A prompt document as Elasticsearch keeps it: the record's own words, and its features padded with zeros to the one
 * length the mapping has. Zeros change neither length nor angle, so that base models of any width share an index.
 */
final class DocumentJson {

    /** Most features a task may have; the mapping's number of dimensions. */
    static final int DIMENSIONS = 1024;

    static final String FEATURES = "features";

    private DocumentJson() {}

    static ObjectNode write(PromptDocument document) {
        ObjectNode json = EventCodec.json().valueToTree(document);
        json.remove(FEATURES);
        if (document.usable()) {
            ArrayNode vector = json.putArray(FEATURES);
            padded(document.features()).forEach(vector::add);
        }
        return json;
    }

    static PromptDocument read(ObjectNode json) {
        JsonNode vector = json.path(FEATURES);
        if (vector.isMissingNode()) {
            json.putArray(FEATURES);
        }
        return EventCodec.json().convertValue(json, PromptDocument.class);
    }

    /** The features as a query vector of the index. */
    static List<Float> padded(List<Double> features) {
        if (features.size() > DIMENSIONS) {
            throw new IllegalArgumentException(
                    "a task has at most %d features, got %d".formatted(DIMENSIONS, features.size()));
        }
        Float[] vector = new Float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = i < features.size() ? features.get(i).floatValue() : 0f;
        }
        return List.of(vector);
    }
}
