package io.prompttuner.trainer.run.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line between a member and whoever is in charge, over the member's standard input and output: a word for what it
 * is about, and named values, as a JSON object of strings. A library that prints something in between does no harm.
 */
record Line(String about, SortedMap<String, String> values) {

    private static final String MARK = "@member ";
    private static final String ABOUT = "about";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> STRINGS = new TypeReference<>() {};

    static Line about(String about) {
        return new Line(about, new TreeMap<>());
    }

    /** The line with a value more. */
    Line with(String name, Object value) {
        var more = new TreeMap<>(values);
        more.put(name, String.valueOf(value));
        return new Line(about, more);
    }

    Line with(String name, byte[] value) {
        return with(name, Base64.getEncoder().encodeToString(value));
    }

    boolean isAbout(String word) {
        return about.equals(word);
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(about + " without " + name));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    double real(String name) {
        return Double.parseDouble(text(name));
    }

    boolean yes(String name) {
        return Boolean.parseBoolean(text(name));
    }

    byte[] bytes(String name) {
        return Base64.getDecoder().decode(text(name));
    }

    String encode() {
        Map<String, String> all = new TreeMap<>(values);
        all.put(ABOUT, about);
        try {
            return MARK + JSON.writeValueAsString(all);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads a line; nothing if it is something else that was printed. */
    static Optional<Line> decode(String text) throws IOException {
        if (!text.startsWith(MARK)) {
            return Optional.empty();
        }
        TreeMap<String, String> all = JSON.readValue(text.substring(MARK.length()), STRINGS);
        String about = all.remove(ABOUT);
        return Optional.of(new Line(about == null ? "" : about, all));
    }
}
