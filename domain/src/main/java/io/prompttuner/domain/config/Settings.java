package io.prompttuner.domain.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Typed reads over string settings, for the one record a program is configured by.
 *
 * <p>Faults pile up until {@link #checked}, so that one start shows them all. A read that fails returns its fallback,
 * which nobody gets to see: {@code checked} throws.
 */
public final class Settings {

    private static final String ADDRESS = "an address such as http://127.0.0.1:9200";
    private static final URI MISSING_ADDRESS = URI.create("http://missing");

    private final Map<String, String> values;
    private final List<String> faults = new ArrayList<>();

    public Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** A whole number within bounds, both included. */
    public int number(String key, int min, int max, int fallback) {
        int value = read(key, "a whole number", Integer::parseInt, fallback);
        require(value >= min && value <= max, key, "from %d to %d".formatted(min, max), value);
        return value;
    }

    /** A finite number within bounds, both included. */
    public double real(String key, double min, double max, double fallback) {
        double value = read(key, "a number", Double::parseDouble, fallback);
        require(value >= min && value <= max, key, "from %s to %s".formatted(min, max), value);
        return value;
    }

    /** A positive ISO-8601 duration such as {@code PT30S}. */
    public Duration duration(String key, Duration fallback) {
        Duration value = read(key, "a duration such as PT30S", Duration::parse, fallback);
        require(!value.isNegative() && !value.isZero(), key, "a positive duration", value);
        return value;
    }

    /** Words that may not be blank, without the space around them. */
    public String text(String key, String fallback) {
        String value = read(key, "some text", Function.identity(), fallback);
        require(!value.isEmpty(), key, "some text", "nothing");
        return value;
    }

    /** Words that nobody can guess a default for. */
    public String text(String key) {
        return present(key, "some text") ? text(key, "missing") : "missing";
    }

    /** A secret nobody can guess a default for; faults never repeat it. */
    public String secret(String key, int minLength) {
        String value = values.getOrDefault(key, "").strip();
        require(value.length() >= minLength, key, "a secret of at least %d characters".formatted(minLength), "less");
        return value;
    }

    /** A place in the file system; whether it exists is for its user to find out. */
    public Path path(String key, Path fallback) {
        return read(key, "a path", Settings::parsePath, fallback);
    }

    /** A place in the file system that nobody can guess a default for. */
    public Path path(String key) {
        return present(key, "a path") ? path(key, Path.of("missing")) : Path.of("missing");
    }

    /** Where something answers over HTTP, as {@code http://HOST:PORT}. */
    public URI address(String key, URI fallback) {
        return read(key, ADDRESS, Settings::parseAddress, fallback);
    }

    /** Where something answers over HTTP, if nobody can guess a default for it. */
    public URI address(String key) {
        return present(key, ADDRESS) ? address(key, MISSING_ADDRESS) : MISSING_ADDRESS;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        return read(key, "true or false", Settings::parseFlag, fallback);
    }

    /** One of the constants of an enum, written as in code or in lower case with dashes. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        E[] all = fallback.getDeclaringClass().getEnumConstants();
        List<String> names = Arrays.stream(all).map(Settings::spoken).toList();
        return read(key, "one of " + String.join(", ", names), raw -> all[names.indexOf(spoken(raw))], fallback);
    }

    /** Returns the built record, or throws with every fault found while building it. */
    public <C> C checked(C config) {
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return config;
    }

    /** Anything else, if its own class knows how to read it; {@code parse} fails on what it can't read. */
    public <T> T value(String key, String expected, Function<String, T> parse, T fallback) {
        return read(key, expected, parse, fallback);
    }

    private <T> T read(String key, String expected, Function<String, T> parse, T fallback) {
        @Nullable String raw = values.get(key);
        try {
            return raw == null ? fallback : parse.apply(raw.strip());
        } catch (RuntimeException unreadable) {
            require(false, key, expected, raw);
            return fallback;
        }
    }

    private boolean present(String key, String expected) {
        require(values.containsKey(key), key, expected, "nothing");
        return values.containsKey(key);
    }

    private void require(boolean valid, String key, String expected, @Nullable Object got) {
        if (!valid) {
            faults.add("%s: expected %s, got %s".formatted(key, expected, got));
        }
    }

    private static Path parsePath(String raw) {
        if (raw.isEmpty()) {
            throw new IllegalArgumentException("an empty path");
        }
        return Path.of(raw);
    }

    private static URI parseAddress(String raw) {
        URI address = URI.create(raw);
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("no host, or not HTTP");
        }
        return address;
    }

    private static boolean parseFlag(String raw) {
        if (!raw.equals("true") && !raw.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return raw.equals("true");
    }

    private static String spoken(Object name) {
        return name.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
