package io.prompttuner.simulator.calibration;

import io.prompttuner.domain.config.InvalidConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A calibration as a text for people: one {@code key = value} a line, below what there is to say about it. */
public final class CalibrationFile {

    private static final Pattern ENTRY = Pattern.compile("\\s*([^#!\\s=:][^\\s=:]*)(\\s*[=:]\\s*|\\s+)(.*?)\\s*");
    private static final Pattern CONTINUED = Pattern.compile("(?m)^\\s*[^#!\\s].*\\\\$");

    private CalibrationFile() {}

    /** The one that comes with the program. */
    public static Calibration bundled() {
        return Calibration.of(entries(bundledText()));
    }

    /** The one that comes with the program, but for what the file says; {@link InvalidConfigException} has every fault. */
    public static Calibration read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (CharacterCodingException notText) {
            throw new InvalidConfigException(List.of(file + ": not UTF-8"));
        }
    }

    /** The same from the text of the file. */
    public static Calibration parse(String text) {
        Map<String, String> all = entries(bundledText());
        all.putAll(entries(text));
        return Calibration.of(all);
    }

    /** The text of the one that comes with the program, with the values of this one. */
    public static String text(Calibration calibration) {
        return rewritten(bundledText(), calibration);
    }

    /** A text whose values are those of this calibration and whose comments stay; what it does not have is put below. */
    public static String rewritten(String text, Calibration calibration) {
        var left = new TreeMap<>(calibration.entries());
        var lines = new ArrayList<String>();
        for (String line : text.lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            String value = entry.matches() ? left.remove(entry.group(1)) : null;
            lines.add(value == null || same(value, entry.group(3)) ? line : entry.group(1) + " = " + value);
        }
        left.forEach((key, value) -> lines.add(key + " = " + value));
        return String.join("\n", lines) + "\n";
    }

    /** A number that has not changed stays as somebody wrote it. */
    private static boolean same(String value, String written) {
        try {
            return Double.parseDouble(value) == Double.parseDouble(written);
        } catch (NumberFormatException other) {
            return false;
        }
    }

    private static Map<String, String> entries(String text) {
        var faults = new ArrayList<String>();
        if (CONTINUED.matcher(text).find()) {
            faults.add("an entry must end on its own line, not with a backslash");
        }
        var properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                Object before = super.put(key, value);
                if (before != null) {
                    faults.add(key + ": given twice");
                }
                return value;
            }
        };
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException escape) {
            faults.add("not readable: " + escape.getMessage());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        var entries = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
        return entries;
    }

    private static String bundledText() {
        try (InputStream in = CalibrationFile.class.getResourceAsStream("calibration.properties")) {
            if (in == null) {
                throw new IllegalStateException("calibration.properties is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
