package io.prompttuner.embedded.elasticsearch;

import io.prompttuner.embedded.process.NodeStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the unpacked distribution lies.
 *
 * @param path holds {@code lib/} and {@code modules/}
 */
public record ElasticsearchHome(Path path) {

    /** Names another place than the one the build unpacks to. */
    public static final String VARIABLE = "PROMPTTUNER_ELASTICSEARCH_HOME";

    /** Looks where {@value #VARIABLE} says, else in the checkout that holds the working directory. */
    public static ElasticsearchHome find(Map<String, String> environment) {
        return find(environment, Path.of("").toAbsolutePath());
    }

    static ElasticsearchHome find(Map<String, String> environment, Path workingDirectory) {
        String named = environment.get(VARIABLE);
        Optional<Path> home = named == null
                ? unpackedAbove(workingDirectory)
                : Optional.of(Path.of(named)).filter(ElasticsearchHome::isHome);
        return new ElasticsearchHome(home.orElseThrow(() -> new NodeStartException(missing(named, workingDirectory))));
    }

    private static Optional<Path> unpackedAbove(Path directory) {
        return Stream.iterate(directory, at -> at != null, Path::getParent)
                .flatMap(above -> unpackedBy(above.resolve("embedded/target")).stream())
                .findFirst();
    }

    /** The newest, should a build of an earlier version have left its own. */
    private static Optional<Path> unpackedBy(Path build) {
        if (!Files.isDirectory(build)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(build)) {
            return found.filter(path -> path.getFileName().toString().startsWith("elasticsearch-"))
                    .filter(ElasticsearchHome::isHome)
                    .max(Path::compareTo);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't list " + build, unreadable);
        }
    }

    private static boolean isHome(Path path) {
        return Files.isDirectory(path.resolve("lib")) && Files.isDirectory(path.resolve("modules"));
    }

    private static String missing(@Nullable String named, Path workingDirectory) {
        return named == null
                ? "no Elasticsearch found: build the module 'embedded' above %s, or set %s to an unpacked distribution"
                        .formatted(workingDirectory, VARIABLE)
                : "%s=%s holds no Elasticsearch: it must have lib/ and modules/".formatted(VARIABLE, named);
    }
}
