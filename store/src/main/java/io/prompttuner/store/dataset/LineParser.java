package io.prompttuner.store.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.store.name.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one line of a task into an example, or says all that is wrong with it. */
final class LineParser {

    private static final Set<String> KEYS = Set.of("input", "target", "split");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int number;
    private final List<LineFault> faults;

    /** Adds what is wrong with line {@code number} to {@code faults}. */
    LineParser(int number, List<LineFault> faults) {
        this.number = number;
        this.faults = faults;
    }

    /** Empty if the line is at fault. */
    Optional<Line> parse(byte[] line) {
        int before = faults.size();
        Optional<Line> parsed = json(line).map(json -> read(json, line));
        return faults.size() == before ? parsed : Optional.empty();
    }

    private Optional<JsonNode> json(byte[] line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return Optional.of(json);
            }
            fault(json.isMissingNode() ? "blank" : "expected a JSON object, got " + spoken(json));
        } catch (CharacterCodingException notText) {
            fault("not UTF-8");
        } catch (JsonProcessingException malformed) {
            fault("not JSON: "
                    + malformed.getOriginalMessage().lines().findFirst().orElse("malformed"));
        }
        return Optional.empty();
    }

    private Line read(JsonNode json, byte[] line) {
        for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                fault("unknown key %s; expected input, target and split".formatted(key));
            }
        }
        Example example = new Example(text(json, "input"), text(json, "target"));
        return new Line(number, ContentHash.digest(line), example, split(json.path("split")));
    }

    private String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            fault(key + " is missing");
        } else if (!value.isTextual()) {
            fault("%s: expected text, got %s".formatted(key, spoken(value)));
        } else if (value.textValue().isBlank()) {
            fault(key + " is blank");
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue())) {
            fault(key + " holds half a character (an unpaired surrogate)");
        }
        return value.asText();
    }

    private Optional<Split> split(JsonNode value) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return switch (value.asText()) {
            case "train" -> Optional.of(Split.TRAIN);
            case "heldout" -> Optional.of(Split.HELDOUT);
            default -> {
                fault("split: expected train or heldout, got " + (value.isTextual() ? value.asText() : spoken(value)));
                yield Optional.empty();
            }
        };
    }

    private void fault(String reason) {
        faults.add(new LineFault(number, reason));
    }

    private static String spoken(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "text";
        };
    }
}
