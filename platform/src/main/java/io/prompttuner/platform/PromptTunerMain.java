package io.prompttuner.platform;

import io.prompttuner.platform.command.CommandLines;
import io.prompttuner.platform.command.Surroundings;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;

/** {@code ./prompttuner}: the one program a person starts. */
public final class PromptTunerMain {

    private PromptTunerMain() {}

    public static void main(String[] args) {
        var surroundings = new Surroundings(
                System.getenv(),
                Clock.systemUTC(),
                new SecureRandom(),
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                Boolean.parseBoolean(System.getenv("PROMPTTUNER_TERMINAL")));
        System.exit(CommandLines.run(surroundings, args));
    }
}
