package io.prompttuner.trainer.exchange;

import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes where nothing is yet: what somebody has is never written over. */
final class NewDirectory {

    private NewDirectory() {}

    static void write(Path directory, Map<String, byte[]> files) throws IOException {
        requireNewOrEmpty(directory);
        Files.createDirectories(directory);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }

    private static void requireNewOrEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new RefusedException(List.of("%s is a file: name a new directory".formatted(directory)));
        }
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new RefusedException(
                        List.of("%s is not empty, and nothing is written over: name a new directory, or empty it"
                                .formatted(directory)));
            }
        }
    }
}
