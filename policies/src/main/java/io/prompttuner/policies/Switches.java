package io.prompttuner.policies;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.domain.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Typed reads over the switches of a {@link PolicySpec}; one that nobody reads is a fault. */
public final class Switches {

    private static final double A_DAY = 86_400;

    private final Settings settings;
    private final TreeSet<String> given;
    private final TreeSet<String> known = new TreeSet<>();

    public Switches(Map<String, String> values) {
        this.settings = new Settings(values);
        this.given = new TreeSet<>(values.keySet());
    }

    /** {@code on} or {@code off}. */
    public boolean on(String key, boolean fallback) {
        return choice(key, fallback ? OnOff.ON : OnOff.OFF) == OnOff.ON;
    }

    /** Seconds, from 0 to a day. */
    public double seconds(String key, double fallback) {
        known.add(key);
        return settings.real(key, 0, A_DAY, fallback);
    }

    /** A finite number within bounds, both included. */
    public double real(String key, double min, double max, double fallback) {
        known.add(key);
        return settings.real(key, min, max, fallback);
    }

    /** A whole number within bounds, both included. */
    public int number(String key, int min, int max, int fallback) {
        known.add(key);
        return settings.number(key, min, max, fallback);
    }

    /** One of the constants of an enum, in lower case with dashes. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        known.add(key);
        return settings.choice(key, fallback);
    }

    /** Returns what was built from them, or throws with every fault found while it was built. */
    public <C> C checked(C built) {
        given.removeAll(known);
        if (!given.isEmpty()) {
            throw new InvalidConfigException(List.of("no switch %s, only %s".formatted(given, known)));
        }
        return settings.checked(built);
    }

    private enum OnOff {
        ON,
        OFF
    }
}
