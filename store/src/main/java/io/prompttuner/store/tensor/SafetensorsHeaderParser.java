package io.prompttuner.store.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON header of a safetensors file as a stream, so that a hostile one costs no more than its own length: no
 * tree is built, what does not belong is refused where it stands, duplicate keys included.
 */
final class SafetensorsHeaderParser {

    private static final String METADATA = "__metadata__";
    private static final int MAX_RANK = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(4).build())
            .build();

    private final JsonParser json;
    private final SortedMap<String, TensorEntry> tensors = new TreeMap<>();
    private final SortedMap<String, String> metadata = new TreeMap<>();

    private SafetensorsHeaderParser(JsonParser json) {
        this.json = json;
    }

    static SafetensorsHeader parse(byte[] header) throws IOException {
        try (JsonParser json = JSON.createParser(header)) {
            return new SafetensorsHeaderParser(json).parse();
        }
    }

    private SafetensorsHeader parse() throws IOException {
        String within = "header";
        try {
            expect(JsonToken.START_OBJECT, "an object", within);
            for (String name = nextName("header"); name != null; name = nextName("header")) {
                within = name.equals(METADATA) ? METADATA : "tensor " + name;
                if (name.equals(METADATA)) {
                    readMetadata();
                } else {
                    tensors.put(name, readTensor(name));
                }
                within = "header, after " + within;
            }
            expect(null, "nothing after the object", "header");
        } catch (JsonProcessingException malformed) {
            throw new SafetensorsFormatException("%s: expected well-formed JSON without duplicate keys, found: %s"
                    .formatted(within, malformed.getOriginalMessage()));
        } catch (CharConversionException malformed) { // the parser took its first bytes for UTF-32
            throw new SafetensorsFormatException(
                    "%s: expected well-formed JSON in UTF-8, found: %s".formatted(within, malformed.getMessage()));
        }
        return new SafetensorsHeader(tensors, metadata);
    }

    private void readMetadata() throws IOException {
        expect(JsonToken.START_OBJECT, "an object", METADATA);
        for (String key = nextName(METADATA); key != null; key = nextName(METADATA)) {
            metadata.put(key, text(METADATA + " " + key));
        }
    }

    private TensorEntry readTensor(String name) throws IOException {
        String within = "tensor " + name;
        Optional<String> type = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        expect(JsonToken.START_OBJECT, "an object", within);
        for (String field = nextName(within); field != null; field = nextName(within)) {
            switch (field) {
                case "dtype" -> type = Optional.of(text(within + ", dtype"));
                case "shape" -> shape = Optional.of(numbers(within + ", shape", MAX_RANK));
                case "data_offsets" -> offsets = Optional.of(numbers(within + ", data_offsets", 2));
                default -> throw expected("only dtype, shape and data_offsets", field, within);
            }
        }
        return entry(
                name,
                type.orElseThrow(() -> expected("a dtype", "none", within)),
                shape.orElseThrow(() -> expected("a shape", "none", within)),
                offsets.orElseThrow(() -> expected("data_offsets", "none", within)));
    }

    private static TensorEntry entry(String name, String type, List<Long> shape, List<Long> offsets)
            throws SafetensorsFormatException {
        ElementType known = ElementType.named(type)
                .orElseThrow(
                        () -> SafetensorsFormatException.in(name, "expected dtype F32, F16 or BF16, found " + type));
        if (offsets.size() != 2) {
            throw SafetensorsFormatException.in(name, "expected two data_offsets, found " + offsets);
        }
        if (shape.stream().anyMatch(dimension -> dimension < 0)) {
            throw SafetensorsFormatException.in(name, "expected dimensions from 0 up, found " + shape);
        }
        return new TensorEntry(name, known, new Shape(shape), offsets.get(0), offsets.get(1));
    }

    private List<Long> numbers(String within, int most) throws IOException {
        List<Long> numbers = new ArrayList<>();
        expect(JsonToken.START_ARRAY, "an array", within);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || numbers.size() == most) {
                throw expected("at most %d whole numbers".formatted(most), String.valueOf(json.currentToken()), within);
            }
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private String text(String within) throws IOException {
        expect(JsonToken.VALUE_STRING, "a string", within);
        return json.getText();
    }

    private @Nullable String nextName(String within) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        if (token != JsonToken.FIELD_NAME) {
            throw expected("a key or the end of the object", String.valueOf(token), within);
        }
        return json.currentName();
    }

    private void expect(@Nullable JsonToken wanted, String spoken, String within) throws IOException {
        JsonToken token = json.nextToken();
        if (token != wanted) {
            throw expected(spoken, String.valueOf(token), within);
        }
    }

    private static SafetensorsFormatException expected(String wanted, String found, String within) {
        return new SafetensorsFormatException("%s: expected %s, found %s".formatted(within, wanted, found));
    }
}
