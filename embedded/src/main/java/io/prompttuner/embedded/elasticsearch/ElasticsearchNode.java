package io.prompttuner.embedded.elasticsearch;

import io.prompttuner.embedded.process.ChildProcess;
import io.prompttuner.embedded.process.NodeStartException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
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
        var launch = new ElasticsearchLaunch(settings);
        ChildProcess process = run(launch, settings);
        try {
            return new ElasticsearchNode(process, awaitReady(process, launch));
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

    private static ChildProcess run(ElasticsearchLaunch launch, ElasticsearchSettings settings) {
        try {
            return ChildProcess.start(
                    launch.prepare(), Map.of(), settings.logs().resolve("stdout.log"));
        } catch (IOException failed) {
            throw new NodeStartException("Elasticsearch's process did not start: " + failed, failed);
        }
    }

    private static URI awaitReady(ChildProcess process, ElasticsearchLaunch launch) throws InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<URI> address = launch.address();
            if (address.isPresent()) {
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
}
