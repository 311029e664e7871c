package io.prompttuner.platform.command;

import io.prompttuner.platform.data.DataDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the installation. Default: $PROMPTTUNER_DATA, else ./data.")
    private @Nullable Path directory;

    DataDirectory in(Surroundings surroundings) {
        return new DataDirectory(surroundings.dataDirectory(directory));
    }
}
