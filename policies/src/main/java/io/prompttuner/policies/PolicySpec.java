package io.prompttuner.policies;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A policy's name with switches that differ from their defaults, written {@code NAME:KEY=VALUE:KEY=VALUE}.
 *
 * @param name of the policy
 * @param switches by key
 */
public record PolicySpec(String name, SortedMap<String, String> switches) {

    public PolicySpec {
        switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
    }

    /** Reads what is written as above; {@link IllegalArgumentException} with the fault if it is not. */
    public static PolicySpec parse(String text) {
        String[] parts = text.strip().split(":", -1);
        var switches = new TreeMap<String, String>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 1 || equals == parts[i].length() - 1) {
                throw new IllegalArgumentException(
                        "%s: expected NAME:KEY=VALUE, got \"%s\" after the colon".formatted(text, parts[i]));
            }
            if (switches.put(parts[i].substring(0, equals), parts[i].substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "%s: %s is given twice".formatted(text, parts[i].substring(0, equals)));
            }
        }
        return new PolicySpec(parts[0], switches);
    }

    /** The switches as they are written behind the name; empty if there are none. */
    public String switchesText() {
        return switches.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(":"));
    }

    /** The same policy with other switches. */
    public PolicySpec with(Map<String, String> others) {
        return new PolicySpec(name, new TreeMap<>(others));
    }

    @Override
    public String toString() {
        return switches.isEmpty() ? name : name + ":" + switchesText();
    }
}
