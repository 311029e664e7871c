package io.prompttuner.embedded.elasticsearch;

import io.prompttuner.embedded.process.LoopbackPorts;
import java.nio.file.Path;

/**
 * What a search node is told by whoever starts it.
 *
 * @param dataDir holds config, logs and data; kept over restarts
 * @param port of HTTP on 127.0.0.1, or {@link LoopbackPorts#ANY}
 * @param heapMiB of the child JVM; its resident size is about 60 MiB less to 100 MiB more
 * @param quickStart C1 only: half the CPU to start, no vector instructions; for tests and demos
 */
public record ElasticsearchSettings(ElasticsearchHome home, Path dataDir, int port, int heapMiB, boolean quickStart) {

    /** 384 MiB of heap, any free port, quick to start. */
    public static ElasticsearchSettings of(ElasticsearchHome home, Path dataDir) {
        return new ElasticsearchSettings(home, dataDir, LoopbackPorts.ANY, 384, true);
    }

    Path config() {
        return dataDir.toAbsolutePath().resolve("config");
    }

    Path data() {
        return dataDir.toAbsolutePath().resolve("data");
    }

    Path logs() {
        return dataDir.toAbsolutePath().resolve("logs");
    }

    Path temporary() {
        return dataDir.toAbsolutePath().resolve("tmp");
    }

    /** Written by the node once HTTP is bound. */
    Path portsFile() {
        return logs().resolve("http.ports");
    }
}
