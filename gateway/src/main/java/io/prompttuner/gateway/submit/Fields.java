package io.prompttuner.gateway.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Typed reads over one JSON object of a request. Faults pile up, so that one answer names them all; a read that fails
 * returns its fallback, which nobody gets to see.
 */
final class Fields {

    private static final int SHOWN = 60;

    private final JsonNode object;
    private final String pointer;
    private final List<Fault> faults;

    private Fields(JsonNode object, String pointer, List<Fault> faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** The request's body, with the fields it may have. */
    static Fields of(JsonNode body, List<Fault> faults, List<String> known) {
        var fields = new Fields(body, "", faults);
        fields.requireKnown(known);
        return fields;
    }

    /** An object within, with the fields it may have; as if it were empty when it is absent or no object. */
    Fields within(String name, List<String> known) {
        JsonNode inner = object.path(name);
        boolean usable = inner.isObject();
        if (!usable && !inner.isMissingNode()) {
            fault(name, "expected an object, got " + spoken(inner));
        }
        var fields = new Fields(usable ? inner : MissingNode.getInstance(), pointer + "/" + name, faults);
        fields.requireKnown(known);
        return fields;
    }

    /** Whether nothing is wrong with it so far. */
    boolean isSound() {
        return faults.stream().noneMatch(fault -> fault.pointer().startsWith(pointer));
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Some text; empty if absent or faulty. */
    Optional<String> text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            fault(name, "expected text, got " + spoken(value));
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** Some text that must be there. */
    Optional<String> requiredText(String name) {
        if (!has(name)) {
            fault(name, "is missing");
        }
        return text(name);
    }

    /** A whole number within bounds. */
    long whole(String name, Bounds bounds, long fallback) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isIntegralNumber()) {
            fault(name, "expected a whole number, got " + spoken(value));
            return fallback;
        }
        if (!value.canConvertToLong() || !bounds.hold((double) value.longValue())) {
            fault(name, "expected %s, got %s".formatted(bounds, spoken(value)));
            return fallback;
        }
        return value.longValue();
    }

    /** A number within bounds. */
    double real(String name, Bounds bounds, double fallback) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isNumber()) {
            fault(name, "expected a number, got " + spoken(value));
            return fallback;
        }
        if (!bounds.hold(value.doubleValue())) {
            fault(name, "expected %s, got %s".formatted(bounds, spoken(value)));
            return fallback;
        }
        return value.doubleValue();
    }

    void fault(String name, String detail) {
        faults.add(new Fault(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), detail));
    }

    private void requireKnown(List<String> known) {
        if (object instanceof ObjectNode fields) {
            fields.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    fault(cut(name), "unknown field; expected one of " + String.join(", ", known));
                }
            });
        }
    }

    /** A value in words, short and on one line whatever was sent. */
    static String spoken(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case NUMBER -> cut(value.asText());
            case BOOLEAN -> value.asText();
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> quoted(value.asText());
        };
    }

    static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
