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
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** {@code up} as a process of its own, over a directory of its own; killed with all its children at the end. */
final class UpProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final RealProgram program;
    private final DataDirectory data;
    private final Path ready;

    private UpProcess(RealProgram program, DataDirectory data, Path ready) {
        this.program = program;
        this.data = data;
        this.ready = ready;
    }

    /** Starts it; {@code name} tells several over one directory apart. */
    static UpProcess start(Path directory, String name) throws IOException {
        Path ready = directory.resolve(name + ".ready");
        Path data = directory.resolve("data");
        RealProgram program = RealProgram.start(
                directory.resolve(name + ".out"),
                List.of("up", "--data", data.toString(), "--port", String.valueOf(freePort())),
                Map.of(ProgramLife.READY_FILE, ready.toString()));
        return new UpProcess(program, new DataDirectory(data), ready);
    }

    UpProcess awaitReady() {
        Awaitility.await("up is ready")
                .atMost(PATIENCE)
                .until(() -> Files.exists(ready) || !process().isAlive());
        if (!process().isAlive()) {
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
        return program.process();
    }

    List<ProcessHandle> descendants() {
        return program.descendants();
    }

    String output() {
        return program.output();
    }

    @Override
    public void close() {
        program.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
