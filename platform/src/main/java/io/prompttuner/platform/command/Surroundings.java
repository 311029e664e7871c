package io.prompttuner.platform.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a command may know of the world apart from its arguments.
 *
 * @param out for results
 * @param interactive whether a person watches {@code out}, so that a line may be rewritten
 * @param secrets a source of chance that nobody can foretell
 */
public record Surroundings(
        Map<String, String> environment,
        InstantSource clock,
        RandomGenerator secrets,
        PrintWriter out,
        PrintWriter err,
        boolean interactive) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Where the checkout lies; where the command was called if nobody says. */
    public Path home() {
        return Path.of(environment.getOrDefault("PROMPTTUNER_HOME", "")).toAbsolutePath();
    }

    /** The data directory, by option, environment or default. */
    public Path dataDirectory(@Nullable Path option) {
        return option == null ? Path.of(environment.getOrDefault("PROMPTTUNER_DATA", "data")) : option;
    }
}
