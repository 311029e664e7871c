package io.prompttuner.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The one line by which a child process says that it serves, and where. */
public record ReadyFile(Path path) {

    /** Removes what an earlier run said; the parent calls it before it starts the child. */
    public void clear() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Appears whole or not at all. */
    public void write(String address) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("not a file: " + path);
        }
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, path.getFileName().toString(), ".tmp");
        Files.writeString(draft, address + "\n");
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The address, once it was said. */
    public Optional<String> read() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
    }
}
