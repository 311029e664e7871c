package io.prompttuner.trainer.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads fields of {@code config.json} one by one and remembers every fault. A field that is null counts as absent. */
final class ConfigFields {

    static final int LARGEST = 1 << 24;

    private final JsonNode json;
    private final String within;
    private final List<String> faults;

    ConfigFields(JsonNode json) {
        this(json, "", new ArrayList<>());
    }

    private ConfigFields(JsonNode json, String within, List<String> faults) {
        this.json = json;
        this.within = within;
        this.faults = faults;
    }

    List<String> faults() {
        return faults;
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    /** The fields of an object within this one; it must be there. */
    ConfigFields object(String field) {
        JsonNode value = json.path(field);
        if (!value.isObject()) {
            fault(field, "an object", shown(value));
        }
        return new ConfigFields(value, within + field + ".", faults);
    }

    /** A whole number that must be there. */
    int count(String field, int most) {
        JsonNode value = json.path(field);
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
            fault(field, "a whole number from 1 to " + most, shown(value));
            return 1;
        }
        return value.intValue();
    }

    int count(String field) {
        return count(field, LARGEST);
    }

    int countOr(String field, int absent) {
        return has(field) ? count(field) : absent;
    }

    /** A number within bounds, themselves excluded, that must be there. */
    double number(String field, double above, double below) {
        JsonNode value = json.path(field);
        if (!value.isNumber() || !(value.doubleValue() > above && value.doubleValue() < below)) {
            fault(field, "a number between %s and %s".formatted(bound(above), bound(below)), shown(value));
            return above + Math.min(1, (below - above) / 2);
        }
        return value.doubleValue();
    }

    double numberOr(String field, double above, double below, double absent) {
        return has(field) ? number(field, above, below) : absent;
    }

    /** A list of so many positive numbers that must be there. */
    List<Double> numbers(String field, int size) {
        JsonNode value = json.path(field);
        List<Double> numbers = StreamSupport.stream(value.spliterator(), false)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .filter(number -> number > 0 && number < Double.POSITIVE_INFINITY)
                .toList();
        if (!value.isArray() || value.size() != size || numbers.size() != size) {
            String found = value.isArray() ? "%d, of them %d such".formatted(value.size(), numbers.size()) : "no list";
            fault(field, "a list of %d positive numbers".formatted(size), found);
        }
        return numbers;
    }

    boolean flagOr(String field, boolean absent) {
        if (has(field) && !json.get(field).isBoolean()) {
            fault(field, "true or false", json.get(field));
        }
        return has(field) ? json.get(field).booleanValue() : absent;
    }

    /** What a text says, or {@code absent}. */
    String textOr(String field, String absent) {
        if (has(field) && !json.get(field).isTextual()) {
            fault(field, "a text", json.get(field));
        }
        return json.path(field).asText(absent);
    }

    /** Refuses any value but these, where there is one. */
    void requireIfThere(String field, Object... allowed) {
        if (has(field) && List.of(allowed).stream().noneMatch(value -> same(json.get(field), value))) {
            fault(field, spoken(List.of(allowed)), json.get(field));
        }
    }

    /** A token, or the first of several; -1 if there is none. */
    int token(String field, int vocabulary) {
        if (!has(field)) {
            return -1;
        }
        JsonNode value = json.get(field);
        List<JsonNode> tokens = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).toList()
                : List.of(value);
        if (tokens.isEmpty()
                || tokens.stream().anyMatch(id -> !id.isInt() || id.intValue() < 0 || id.intValue() >= vocabulary)) {
            fault(field, "tokens from 0 to " + (vocabulary - 1), value);
            return -1;
        }
        return tokens.get(0).intValue();
    }

    void fault(String field, String expected, Object found) {
        faults.add("%s, %s: expected %s, found %s".formatted(ModelDirectory.CONFIG, within + field, expected, found));
    }

    /** A field's value in a message. */
    Object shown(String field) {
        return shown(json.path(field));
    }

    static String spoken(List<?> allowed) {
        return String.join(" or ", allowed.stream().map(Object::toString).toList());
    }

    private static boolean same(JsonNode found, Object allowed) {
        return allowed instanceof Boolean flag
                ? found.isBoolean() && found.booleanValue() == flag
                : allowed.equals(found.textValue());
    }

    private static Object shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value;
    }

    private static Object bound(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15 ? (Object) (long) bound : (Object) bound;
    }
}
