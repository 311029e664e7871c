package io.prompttuner.platform;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.InstallationStatus;
import io.prompttuner.platform.data.InstallationStatus.PartReport;
import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** {@code up} as a process of its own, over a directory of its own; killed with all its children at the end. */
final class UpProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final DataDirectory data;
    private final Path output;
    private final Path ready;

    private UpProcess(Process process, DataDirectory data, Path output, Path ready) {
        this.process = process;
        this.data = data;
        this.output = output;
        this.ready = ready;
    }

    /** Starts it; {@code name} tells several over one directory apart. */
    static UpProcess start(Path directory, String name) throws IOException {
        Path output = directory.resolve(name + ".out");
        Path ready = directory.resolve(name + ".ready");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PromptTunerMain.class.getName(),
                "up",
                "--data",
                directory.resolve("data").toString(),
                "--port",
                String.valueOf(freePort())));
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put(ProgramLife.READY_FILE, ready.toString());
        builder.environment().put(ProgramLife.END_WITH_PARENT, "true"); // nothing outlives a killed test
        builder.environment()
                .put(
                        "PROMPTTUNER_HOME",
                        Path.of("..").toAbsolutePath().normalize().toString());
        return new UpProcess(builder.start(), new DataDirectory(directory.resolve("data")), output, ready);
    }

    UpProcess awaitReady() {
        Awaitility.await("up is ready").atMost(PATIENCE).until(() -> Files.exists(ready) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("up ended: " + output());
        }
        return this;
    }

    PartReport part(String name) throws IOException {
        return InstallationStatus.read(data.status()).orElseThrow().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    DataDirectory data() {
        return data;
    }

    Process process() {
        return process;
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    String output() {
        try {
            return Files.readString(output);
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
