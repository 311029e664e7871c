package io.prompttuner.trainer.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which file of several holds which tensor, as {@code model.safetensors.index.json} says it. Read as a stream, so that a
 * hostile one costs no more than its own length.
 *
 * @param shards file name by tensor name; every file lies in the model's directory
 */
record ShardIndex(SortedMap<String, String> shards) {

    private static final String WEIGHT_MAP = "weight_map";

    /** No path, and no name that a file system might read as something else. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}\\.safetensors");

    /** Every shard stays open while the model loads. */
    private static final int MOST_SHARDS = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    /** The files it names, sorted. */
    SortedSet<String> files() {
        return new TreeSet<>(shards.values());
    }

    /** Reads a model's index; an {@link InvalidModelException} says what is wrong with it. */
    static ShardIndex read(Path directory) throws IOException {
        try (JsonParser json =
                JSON.createParser(directory.resolve(ModelDirectory.INDEX).toFile())) {
            var index = new ShardIndex(parse(json));
            if (index.shards.isEmpty() || index.files().size() > MOST_SHARDS) {
                throw new Malformed("%s: expected tensors in 1 to %d files, found %d in %d"
                        .formatted(
                                WEIGHT_MAP,
                                MOST_SHARDS,
                                index.shards.size(),
                                index.files().size()));
            }
            return index;
        } catch (JsonProcessingException malformed) {
            throw invalid(
                    directory,
                    "expected well-formed JSON without duplicate keys, found: " + malformed.getOriginalMessage());
        } catch (CharConversionException | Malformed malformed) {
            throw invalid(directory, String.valueOf(malformed.getMessage()));
        }
    }

    private static SortedMap<String, String> parse(JsonParser json) throws IOException {
        SortedMap<String, String> shards = new TreeMap<>();
        expect(json, JsonToken.START_OBJECT, "index");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.currentName().equals(WEIGHT_MAP)) {
                readShards(json, shards);
            } else {
                json.nextToken();
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new Malformed("expected nothing after the object, found more");
        }
        return shards;
    }

    private static void readShards(JsonParser json, SortedMap<String, String> shards) throws IOException {
        Map<String, String> names = new HashMap<>(); // one text for the many tensors of a file
        expect(json, JsonToken.START_OBJECT, WEIGHT_MAP);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String tensor = json.currentName();
            expect(json, JsonToken.VALUE_STRING, "tensor " + tensor);
            String file = json.getText();
            if (!NAME.matcher(file).matches()) {
                throw new Malformed("tensor %s: expected the name of a .safetensors file beside the index, found %s"
                        .formatted(tensor, file));
            }
            shards.put(tensor, names.computeIfAbsent(file, name -> name));
        }
    }

    private static void expect(JsonParser json, JsonToken wanted, String within) throws IOException {
        JsonToken token = json.nextToken();
        if (token != wanted) {
            throw new Malformed("%s: expected %s, found %s".formatted(within, wanted, token));
        }
    }

    private static InvalidModelException invalid(Path directory, String fault) {
        return new InvalidModelException(directory, List.of("%s, %s".formatted(ModelDirectory.INDEX, fault)));
    }

    private static final class Malformed extends IOException {

        private static final long serialVersionUID = 1L;

        Malformed(String fault) {
            super(fault);
        }
    }
}
