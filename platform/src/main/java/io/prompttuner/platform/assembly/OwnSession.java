package io.prompttuner.platform.assembly;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The program that starts another in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone.
 * Where it is missing (it is part of every Linux), all parts get the signal at once, and end in no order.
 */
public final class OwnSession {

    private static final String PROGRAM = "setsid";

    private OwnSession() {}

    /** What to put before a command; nothing if there is no such program. */
    public static List<String> prefix(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> List.of(found.toString()))
                .orElse(List.of());
    }
}
