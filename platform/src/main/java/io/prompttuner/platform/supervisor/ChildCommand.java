package io.prompttuner.platform.supervisor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a child JVM is started.
 *
 * @param prefix before {@code java}: a program that puts the child into a session of its own, so that Ctrl-C reaches the
 *     supervisor alone and it decides the order of the ends; empty where there is none
 * @param line {@code java} and its arguments
 * @param environment added to our own
 */
public record ChildCommand(List<String> prefix, List<String> line, Map<String, String> environment) {

    public ChildCommand {
        prefix = List.copyOf(prefix);
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /** Starts it; its standard input is our pipe to it. */
    public Process start(LogFile log) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(line);
        var builder = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.forAppending());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
