package io.prompttuner.platform.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a running {@code up} tells other commands about itself.
 *
 * @param pid of the supervisor
 * @param gateway address of the gateway
 * @param models file of the catalogue of base models
 * @param ports where the parts listen
 * @param parts in the order of their start
 */
public record InstallationStatus(long pid, String gateway, String models, Ports ports, List<PartReport> parts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public InstallationStatus {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param pid of its process; 0 while there is none
     * @param state one word
     * @param restarts how often it was started again
     * @param detail what it last said, if that is of interest
     */
    public record PartReport(String name, long pid, String state, int restarts, String detail) {}

    /** What the file says; empty if there is none. */
    public static Optional<InstallationStatus> read(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), InstallationStatus.class))
                : Optional.empty();
    }

    /** Appears whole or not at all. */
    public void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".half");
        Files.writeString(draft, JSON.writeValueAsString(this));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
