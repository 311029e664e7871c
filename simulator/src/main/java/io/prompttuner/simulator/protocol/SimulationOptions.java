package io.prompttuner.simulator.protocol;

import io.prompttuner.simulator.protocol.cast.Switches;
import io.prompttuner.simulator.protocol.rule.Rule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run of many histories is told on its command line.
 *
 * @param histories how many, with seeds one after the other
 * @param seed the first
 * @param traced whether to show what happens in each
 * @param threads how many histories at a time
 * @param rules those in force
 */
public record SimulationOptions(long histories, long seed, boolean traced, int threads, Switches rules) {

    /** How it is used. */
    public static final String USAGE = "usage: [--histories N] [--seed N] [--threads N] [--trace] [--without RULE]...";

    /** Reads the arguments; {@link IllegalArgumentException} says what is wrong with them. */
    public static SimulationOptions of(List<String> arguments, int processors) {
        long histories = 10_000;
        long seed = 1;
        long threads = processors;
        boolean traced = false;
        Set<Rule> off = EnumSet.noneOf(Rule.class);
        for (int n = 0; n < arguments.size(); n++) {
            switch (arguments.get(n)) {
                case "--histories" -> histories = number(arguments, ++n, 1);
                case "--seed" -> seed = number(arguments, ++n, Long.MIN_VALUE);
                case "--threads" -> threads = number(arguments, ++n, 1);
                case "--trace" -> traced = true;
                case "--without" -> off.add(rule(arguments, ++n));
                default -> throw new IllegalArgumentException(arguments.get(n) + " is not known; " + USAGE);
            }
        }
        return new SimulationOptions(histories, seed, traced, (int) Math.min(threads, 1_000), new Switches(off));
    }

    private static long number(List<String> arguments, int n, long least) {
        String name = arguments.get(n - 1);
        String value = value(arguments, n, "a number");
        try {
            long number = Long.parseLong(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("%s: %s is no number".formatted(name, value), notOne);
        }
        throw new IllegalArgumentException("%s must be at least %d, got %s".formatted(name, least, value));
    }

    private static Rule rule(List<String> arguments, int n) {
        String value = value(arguments, n, "a rule");
        try {
            return Rule.of(value);
        } catch (IllegalArgumentException none) {
            String all = Arrays.stream(Rule.values()).map(Rule::word).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("%s is no rule; there are %s".formatted(value, all), none);
        }
    }

    private static String value(List<String> arguments, int n, String what) {
        if (n == arguments.size()) {
            throw new IllegalArgumentException("%s needs %s; %s".formatted(arguments.get(n - 1), what, USAGE));
        }
        return arguments.get(n);
    }
}
