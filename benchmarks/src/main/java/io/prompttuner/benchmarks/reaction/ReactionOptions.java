package io.prompttuner.benchmarks.reaction;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told on its command line.
 *
 * @param rate reports a second
 * @param warmUp at that rate, before anything counts
 * @param measure how long reports count
 * @param json where to write the figures; nowhere if absent
 */
public record ReactionOptions(
        int rate,
        Duration warmUp,
        Duration measure,
        @Nullable Path json) {

    /** How it is used. */
    public static final String USAGE = "usage: [--rate N] [--warm-up SECONDS] [--seconds SECONDS] [--json FILE]";

    private static final int MOST = 1_000_000;

    /** Reads the arguments; {@link IllegalArgumentException} says what is wrong with them. */
    public static ReactionOptions of(List<String> arguments) {
        int rate = 1_000;
        int warmUp = 20;
        int measure = 60;
        Path json = null;
        for (int n = 0; n < arguments.size(); n += 2) {
            String name = arguments.get(n);
            if (n + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s is not known or lacks its value; %s".formatted(name, USAGE));
            }
            String value = arguments.get(n + 1);
            switch (name) {
                case "--rate" -> rate = number(name, value);
                case "--warm-up" -> warmUp = number(name, value);
                case "--seconds" -> measure = number(name, value);
                case "--json" -> json = Path.of(value);
                default -> throw new IllegalArgumentException(name + " is not known; " + USAGE);
            }
        }
        return new ReactionOptions(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(measure), json);
    }

    private static int number(String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("%s: %s is no whole number".formatted(name, value), notOne);
        }
        throw new IllegalArgumentException("%s must be 1 to %d, got %s".formatted(name, MOST, value));
    }
}
