package io.prompttuner.benchmarks.group;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run is told on its command line.
 *
 * @param model a base model in the Hugging Face layout
 * @param joins how often a worker joins
 * @param steps measured in each case
 * @param runs of each case, one case after the other
 */
record GroupOptions(Path model, int joins, int steps, int runs) {

    static final String USAGE = """
            usage: [--model DIR] [--joins N] [--steps N] [--runs N]
              --model DIR   base model in the Hugging Face layout; testdata/small-lm unless told otherwise
              --joins N     how often a warm worker is added; 200 unless told otherwise
              --steps N     steps measured in each case; 100 unless told otherwise
              --runs N      runs of each case of scaling, in turn; 3 unless told otherwise""";

    private static final int MOST = 1_000_000;

    /** Reads the arguments; {@link IllegalArgumentException} says what is wrong with them. */
    static GroupOptions of(List<String> arguments) {
        var options = new GroupOptions(Path.of("testdata/small-lm"), 200, 100, 3);
        for (int n = 0; n < arguments.size(); n += 2) {
            String name = arguments.get(n);
            if (n + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s is not known or lacks its value%n%s".formatted(name, USAGE));
            }
            options = options.with(name, arguments.get(n + 1));
        }
        return options;
    }

    private GroupOptions with(String name, String value) {
        return switch (name) {
            case "--model" -> new GroupOptions(Path.of(value), joins, steps, runs);
            case "--joins" -> new GroupOptions(model, number(name, value), steps, runs);
            case "--steps" -> new GroupOptions(model, joins, number(name, value), runs);
            case "--runs" -> new GroupOptions(model, joins, steps, number(name, value));
            default -> throw new IllegalArgumentException("%s is not known%n%s".formatted(name, USAGE));
        };
    }

    private static int number(String name, String value) {
        if (value.matches("[0-9]{1,7}") && Integer.parseInt(value) > 0 && Integer.parseInt(value) <= MOST) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException("%s must be 1 to %d, got %s".formatted(name, MOST, value));
    }
}
