package io.prompttuner.platform.supervisor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a child's output goes; starts of the child append to it, and a long one is set aside first. */
public record LogFile(Path path) {

    private static final long LONG = 16L << 20;
    private static final int TAIL = 4096;

    ProcessBuilder.Redirect forAppending() throws IOException {
        if (Files.exists(path) && Files.size(path) > LONG) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        return ProcessBuilder.Redirect.appendTo(path.toFile());
    }

    /** The last line that is no stack frame; empty if there is none. */
    public String lastLine() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                    .reduce("", (before, line) -> line)
                    .strip();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
