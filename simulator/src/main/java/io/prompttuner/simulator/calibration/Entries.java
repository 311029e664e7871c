package io.prompttuner.simulator.calibration;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.domain.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Typed reads over the entries of a calibration, in which none may be missing and none is there that nobody reads. */
final class Entries {

    private final Map<String, String> given;
    private final Settings settings;
    private final SortedMap<String, String> canonical = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    Entries(Map<String, String> given) {
        this.given = given;
        this.settings = new Settings(given);
    }

    double real(String key, double min, double max) {
        double value = settings.real(key, min, max, min);
        note(key, value);
        return value;
    }

    int number(String key, int min, int max) {
        int value = settings.number(key, min, max, min);
        note(key, value);
        return value;
    }

    void require(boolean valid, String fault) {
        if (!valid) {
            faults.add(fault);
        }
    }

    /** All that was read, each number in one form whatever it was written like. */
    SortedMap<String, String> canonical() {
        return canonical;
    }

    /** Returns what was built from them, or throws with every fault found while it was built. */
    <C> C checked(C built) {
        given.keySet().stream()
                .filter(key -> !canonical.containsKey(key))
                .sorted()
                .forEach(key -> faults.add(key + ": not known"));
        try {
            settings.checked(built);
        } catch (InvalidConfigException more) {
            faults.addAll(more.faults());
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return built;
    }

    /** The shortest decimal that reads as this number again. */
    static String written(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private void note(String key, double value) {
        require(given.containsKey(key), key + ": expected a number, got nothing");
        canonical.put(key, written(value));
    }
}
