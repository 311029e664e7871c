package io.prompttuner.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.wire.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into JSON and back: {@code kind}, {@code v}, then the record's components.
 *
 * <p>Reading never throws on what it is given: bytes that are no event come back as a {@link Decoded.Bad} that names the
 * field. Thread-safe.
 */
public final class EventCodec {

    /** Version of every record written by this build. */
    public static final int VERSION = 1;

    /** Name of the record header that repeats the kind. */
    public static final String KIND_HEADER = "kind";

    private static final JsonMapper JSON = WireJson.mapper();

    private EventCodec() {}

    /** The mapper with which every part shows events to people and programs, so that words are the same everywhere. */
    public static JsonMapper json() {
        return JSON;
    }

    /** The event as UTF-8 JSON. Numbers that are not finite can't be written: {@link IllegalArgumentException}. */
    public static byte[] encode(Event event) {
        try {
            return JSON.writeValueAsBytes(new Envelope(event.kindName(), VERSION, event));
        } catch (JsonProcessingException bug) {
            throw new IllegalArgumentException("not an event: " + event, bug);
        }
    }

    /** Reads an event of this type. */
    public static <E extends Event> Decoded<E> decode(byte[] bytes, Class<E> type) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            Decoded.Bad<E> envelopeFault = envelopeFault(tree);
            return envelopeFault == null ? checked(JSON.treeToValue(tree, type), tree) : envelopeFault;
        } catch (JsonMappingException wrong) {
            return fault(wrong);
        } catch (JsonProcessingException notJson) {
            return new Decoded.Bad<>("not-json", notJson.getOriginalMessage());
        } catch (IOException notText) { // Jackson takes leading zeros for UTF-32, and reports its faults so
            return new Decoded.Bad<>("not-json", "not UTF-8: " + notText.getMessage());
        }
    }

    private static <E extends Event> Decoded.@Nullable Bad<E> envelopeFault(JsonNode tree) {
        if (!tree.isObject()) {
            return new Decoded.Bad<>("not-json", "expected an object, got " + tree.getNodeType());
        }
        if (!tree.path("kind").isTextual()) {
            return new Decoded.Bad<>(tree.has("kind") ? "ill-typed-field" : "missing-field", "kind: expected a word");
        }
        if (!tree.path("v").isInt()) {
            return new Decoded.Bad<>(tree.has("v") ? "ill-typed-field" : "missing-field", "v: expected a number");
        }
        int version = tree.get("v").intValue();
        return version >= 1 && version <= VERSION
                ? null
                : new Decoded.Bad<>(
                        "unknown-version", "v: this build reads 1 to %d, got %d".formatted(VERSION, version));
    }

    private static <E extends Event> Decoded<E> checked(E event, JsonNode tree) {
        String kind = tree.get("kind").textValue();
        if (!event.kindName().equals(kind)) {
            return new Decoded.Bad<>("wrong-kind", "kind: expected %s, got %s".formatted(event.kindName(), kind));
        }
        List<String> faults = event.faults();
        return faults.isEmpty()
                ? new Decoded.Good<>(event)
                : new Decoded.Bad<>("invalid-field", String.join("; ", faults));
    }

    private static <E> Decoded<E> fault(JsonMappingException wrong) {
        String path = wrong.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        String message = wrong.getOriginalMessage().lines().findFirst().orElse("");
        boolean typed = wrong instanceof InvalidFormatException
                || (wrong instanceof MismatchedInputException && !message.startsWith("Missing"));
        boolean missing = wrong instanceof InvalidNullException || !typed;
        return new Decoded.Bad<>(missing ? "missing-field" : "ill-typed-field", path + ": " + message);
    }

    private record Envelope(
            String kind, int v, @JsonUnwrapped Event event) {}
}
