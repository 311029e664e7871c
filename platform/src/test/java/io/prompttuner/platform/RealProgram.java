package io.prompttuner.platform;

import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code prompttuner} as a process of its own; killed with all its children at the end, or with the test.
 *
 * @param out what it says
 */
record RealProgram(Process process, Path out) implements AutoCloseable {

    static RealProgram start(Path out, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PromptTunerMain.class.getName()));
        line.addAll(arguments);
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        builder.environment().put(ProgramLife.END_WITH_PARENT, "true"); // nothing outlives a killed test
        builder.environment()
                .put(
                        "PROMPTTUNER_HOME",
                        Path.of("..").toAbsolutePath().normalize().toString());
        return new RealProgram(builder.start(), out);
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    String output() {
        try {
            return Files.readString(out);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = descendants();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
