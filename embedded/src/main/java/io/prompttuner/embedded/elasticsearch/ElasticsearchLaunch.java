package io.prompttuner.embedded.elasticsearch;

import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.embedded.process.NodeStartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The two things a supervisor of its own needs to run the node: the command, and whether it serves. {@link
 * ElasticsearchNode} is the supervisor for everybody else.
 */
public final class ElasticsearchLaunch {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final ElasticsearchSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public ElasticsearchLaunch(ElasticsearchSettings settings) {
        this.settings = settings;
    }

    /**
     * Prepares the directories and returns the command to run. The child ends when its standard input does: give it a pipe.
     *
     * @throws NodeStartException if the port is taken or the directory can't be used
     */
    public List<String> prepare() {
        LoopbackPorts.requireFree(settings.port(), "Elasticsearch");
        try {
            for (Path directory : List.of(settings.config(), settings.data(), settings.logs(), settings.temporary())) {
                Files.createDirectories(directory);
            }
            Files.writeString(settings.config().resolve("elasticsearch.yml"), "");
            copyLogging(settings.config().resolve("log4j2.properties"));
            Files.deleteIfExists(settings.portsFile());
        } catch (IOException failed) {
            throw new NodeStartException(
                    "Elasticsearch can't use %s: %s".formatted(settings.dataDir(), failed), failed);
        }
        return ElasticsearchCommand.of(settings, Runtime.version().feature());
    }

    /** Where it serves, once it answers and its indices are there. */
    public Optional<URI> address() throws InterruptedException {
        Optional<URI> bound = bound();
        return bound.isPresent() && answers(bound.get()) ? bound : Optional.empty();
    }

    private Optional<URI> bound() {
        try {
            return Files.readAllLines(settings.portsFile()).stream()
                    .filter(line -> line.startsWith("127.0.0.1:"))
                    .findFirst()
                    .map(line -> URI.create("http://" + line));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private boolean answers(URI address) throws InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/_cluster/health?wait_for_status=yellow&timeout=5s"))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void copyLogging(Path target) throws IOException {
        try (InputStream source = Objects.requireNonNull(
                ElasticsearchLaunch.class.getResourceAsStream("elasticsearch-log4j2.properties"))) {
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
