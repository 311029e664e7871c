package io.prompttuner.benchmarks.reaction;

import io.prompttuner.benchmarks.reaction.measure.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the reaction time on the command line: {@code --rate 10000 --seconds 60 --json FILE}. Ends with 2 if its
 * arguments are wrong.
 */
public final class ReactionMain {

    private static final Logger LOG = LoggerFactory.getLogger(ReactionMain.class);
    private static final Logger FIGURES = LoggerFactory.getLogger("figures");

    private ReactionMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ReactionOptions options;
        try {
            options = ReactionOptions.of(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(2);
            return;
        }
        Path directory = Files.createTempDirectory("prompttuner-reaction");
        try {
            tell(new ReactionBenchmark(options, directory, Clock.systemUTC()).run(), options);
        } finally {
            remove(directory);
        }
    }

    private static void tell(Figures figures, ReactionOptions options) throws IOException {
        FIGURES.info("{} processors, Java {}", Runtime.getRuntime().availableProcessors(), Runtime.version());
        figures.table().forEach(FIGURES::info);
        Path json = options.json();
        if (json != null) {
            Files.writeString(json, figures.json());
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
