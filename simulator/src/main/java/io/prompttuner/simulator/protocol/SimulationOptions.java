package io.prompttuner.simulator.protocol;

import java.util.List;

/**
 * What a run of many histories is told on its command line.
 *
 * @param histories how many, with seeds one after the other
 * @param seed the first
 * @param traced whether to show what happens in each
 * @param threads how many histories at a time
 */
public record SimulationOptions(long histories, long seed, boolean traced, int threads) {

    /** How it is used. */
    public static final String USAGE = "usage: [--histories N] [--seed N] [--threads N] [--trace]";

    /** Reads the arguments; {@link IllegalArgumentException} says what is wrong with them. */
    public static SimulationOptions of(List<String> arguments, int processors) {
        long histories = 10_000;
        long seed = 1;
        long threads = processors;
        boolean traced = false;
        for (int n = 0; n < arguments.size(); n++) {
            switch (arguments.get(n)) {
                case "--histories" -> histories = number(arguments, ++n, 1);
                case "--seed" -> seed = number(arguments, ++n, Long.MIN_VALUE);
                case "--threads" -> threads = number(arguments, ++n, 1);
                case "--trace" -> traced = true;
                default -> throw new IllegalArgumentException(arguments.get(n) + " is not known; " + USAGE);
            }
        }
        return new SimulationOptions(histories, seed, traced, (int) Math.min(threads, 1_000));
    }

    private static long number(List<String> arguments, int n, long least) {
        String name = arguments.get(n - 1);
        if (n == arguments.size()) {
            throw new IllegalArgumentException(name + " needs a number; " + USAGE);
        }
        try {
            long number = Long.parseLong(arguments.get(n));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("%s: %s is no number".formatted(name, arguments.get(n)), notOne);
        }
        throw new IllegalArgumentException("%s must be at least %d, got %s".formatted(name, least, arguments.get(n)));
    }
}
