package io.prompttuner.embedded.elasticsearch;

import io.prompttuner.embedded.process.ChildProcess;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One real Elasticsearch node in a child JVM that ends with us; no security, hence loopback only. */
public final class ElasticsearchNode implements AutoCloseable {

    /** Six seconds on a quiet machine, two minutes have been seen on a crowded one. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private static final Duration POLL = Duration.ofMillis(100);

    private final ChildProcess process;
    private final URI address;

    private ElasticsearchNode(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Returns when the node answers and its indices are there. */
    public static ElasticsearchNode start(ElasticsearchSettings settings) throws InterruptedException {
        LoopbackPorts.requireFree(settings.port(), "Elasticsearch");
        ChildProcess process = launch(settings);
        try {
            return new ElasticsearchNode(process, awaitReady(process, settings));
        } catch (InterruptedException | RuntimeException failed) {
            process.kill();
            throw failed;
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI address() {
        return address;
    }

    /** Of the child: for who watches its memory. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9, as a crash would have it. */
    public void kill() {
        process.kill();
    }

    /** Stops in order. */
    @Override
    public void close() {
        process.close();
    }

    private static ChildProcess launch(ElasticsearchSettings settings) {
        try {
            for (Path directory : List.of(settings.config(), settings.data(), settings.logs(), settings.temporary())) {
                Files.createDirectories(directory);
            }
            Files.writeString(settings.config().resolve("elasticsearch.yml"), "");
            copyLogging(settings.config().resolve("log4j2.properties"));
            Files.deleteIfExists(settings.portsFile());
            return ChildProcess.start(
                    ElasticsearchCommand.of(settings, Runtime.version().feature()),
                    Map.of(),
                    settings.logs().resolve("stdout.log"));
        } catch (IOException failed) {
            throw new NodeStartException("Elasticsearch can't use " + settings.dataDir() + ": " + failed, failed);
        }
    }

    private static void copyLogging(Path target) throws IOException {
        try (InputStream source = Objects.requireNonNull(
                ElasticsearchNode.class.getResourceAsStream("elasticsearch-log4j2.properties"))) {
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static URI awaitReady(ChildProcess process, ElasticsearchSettings settings) throws InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<URI> address = addressIn(settings.portsFile());
            if (address.isPresent() && answers(http, address.get())) {
                return address.get();
            }
            if (!process.isAlive()) {
                throw new NodeStartException("Elasticsearch did not start: " + process.obituary());
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new NodeStartException("Elasticsearch was not ready within %d s; it last said:%n%s"
                .formatted(READY_WITHIN.toSeconds(), process.logTail()));
    }

    private static Optional<URI> addressIn(Path portsFile) {
        try {
            return Files.readAllLines(portsFile).stream()
                    .filter(line -> line.startsWith("127.0.0.1:"))
                    .findFirst()
                    .map(line -> URI.create("http://" + line));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static boolean answers(HttpClient http, URI address) throws InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/_cluster/health?wait_for_status=yellow&timeout=5s"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
