package io.prompttuner.platform.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Runs commands as a person would, and keeps what they print. */
public final class Terminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();

    public Terminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var surroundings = new Surroundings(
                environment,
                InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z")),
                new Random(1),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                false);
        return CommandLines.run(surroundings, arguments);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
