package io.prompttuner.platform.command;

import io.prompttuner.platform.data.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps the log of a command away from the terminal it talks to; to be called before anything logs. */
final class LogTarget {

    private LogTarget() {}

    /** The program's log in this directory, which the first logger makes, so not yet; refused where it can't be made. */
    static void file(DataDirectory directory, String program) {
        Path there = nearestThatIs(directory.root().toAbsolutePath());
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            String fault = Files.isDirectory(there) ? "can't be written to" : "is a file";
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "data directory %s: %s %s; name another with --data".formatted(directory.root(), there, fault));
        }
        System.setProperty("prompttuner.log", directory.log(program).toString());
        System.setProperty("prompttuner.log.to", "file");
    }

    /** The path itself or what it is to be made in. */
    private static Path nearestThatIs(Path path) {
        @Nullable Path above = path.getParent();
        return above == null || Files.exists(path) ? path : nearestThatIs(above);
    }
}
