package io.prompttuner.embedded.kafka;

import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.embedded.process.NodeStartException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real broker (KRaft, broker and controller in one) in this process, so that nothing else must be installed. */
public final class KafkaNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private KafkaNode(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts on any free port. */
    public static KafkaNode start(Path dataDir) {
        return start(dataDir, LoopbackPorts.ANY);
    }

    /**
     * Returns when the broker serves.
     *
     * @param dataDir made and formatted at first use; later starts find everything again
     * @param port of the broker on 127.0.0.1, or {@link LoopbackPorts#ANY}; the controller's port is always a free one
     */
    public static KafkaNode start(Path dataDir, int port) {
        LoopbackPorts.requireFree(port, "the Kafka broker");
        format(dataDir);
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(dataDir, port);
            } catch (RuntimeException failed) {
                if (attempt == ATTEMPTS || !lostARaceForAPort(failed)) {
                    throw refused("start over " + dataDir, failed);
                }
                LOG.info("a port that was free is taken by now, trying another");
            }
        }
    }

    /** Where clients begin: {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops in order, so that the next start finds nothing to repair. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static KafkaNode startOnce(Path dataDir, int port) {
        LoopbackPorts.Pair free = LoopbackPorts.twoFree();
        var broker = new BrokerProperties(
                dataDir.toAbsolutePath(), port == LoopbackPorts.ANY ? free.first() : port, free.second());
        var server = new KafkaRaftServer(KafkaConfig.fromProps(broker.toProperties(), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException failed) {
            server.shutdown();
            throw failed;
        }
        return new KafkaNode(server, broker.bootstrapServers());
    }

    private static void format(Path dataDir) {
        if (Files.exists(dataDir.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(dataDir);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .setMetadataLogDirectory(dataDir.toString())
                    .addDirectory(dataDir.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception failed) { // Formatter declares no narrower type
            throw refused("make its directory " + dataDir, failed);
        }
    }

    private static boolean lostARaceForAPort(Throwable failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            if (at instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static NodeStartException refused(String what, Exception failed) {
        return new NodeStartException("the Kafka broker could not %s: %s".formatted(what, failed), failed);
    }
}
