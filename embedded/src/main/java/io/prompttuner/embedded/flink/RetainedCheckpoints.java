package io.prompttuner.embedded.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What earlier processes left of one job, as Flink lays it out: {@code <checkpoints>/<job id>/chk-<n>/_metadata}.
 *
 * @param directory of the job
 */
record RetainedCheckpoints(Path directory) {

    private static final Pattern NAME = Pattern.compile("chk-(\\d{1,18})");

    /** The newest that is complete: {@code _metadata} is written last, so a torn one lacks it. */
    Optional<Path> newest() {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(RetainedCheckpoints::isComplete)
                    .max(Comparator.comparingLong(RetainedCheckpoints::number));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't list " + directory, unreadable);
        }
    }

    private static boolean isComplete(Path checkpoint) {
        return number(checkpoint) >= 0 && Files.isRegularFile(checkpoint.resolve("_metadata"));
    }

    private static long number(Path checkpoint) {
        Matcher name = NAME.matcher(checkpoint.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }
}
