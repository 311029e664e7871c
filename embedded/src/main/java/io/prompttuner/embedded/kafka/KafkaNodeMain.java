package io.prompttuner.embedded.kafka;

import io.prompttuner.embedded.process.NodeStartException;
import io.prompttuner.embedded.process.ParentWatch;
import io.prompttuner.embedded.process.ReadyFile;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker as a process of its own, as a supervisor runs it.
 *
 * <p>Arguments: data directory, port (0 = any free one), ready file. The ready file appears with {@code host:port} once
 * the broker serves. It ends in order on SIGTERM, and when standard input ends, which is when its parent has died: start
 * it with a pipe there, not with {@code /dev/null}.
 */
public final class KafkaNodeMain {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNodeMain.class);

    private KafkaNodeMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            LOG.error("usage: KafkaNodeMain DATA_DIR PORT READY_FILE");
            System.exit(2);
        }
        try {
            serve(Path.of(args[0]), Integer.parseInt(args[1]), new ReadyFile(Path.of(args[2])));
        } catch (NodeStartException refused) {
            LOG.error(refused.getMessage());
            System.exit(1);
        }
    }

    private static void serve(Path dataDir, int port, ReadyFile ready) throws IOException {
        ready.clear();
        KafkaNode node = KafkaNode.start(dataDir, port);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "kafka-node-stop"));
        ready.write(node.bootstrapServers());
        LOG.info("Kafka serves on {}", node.bootstrapServers());
        ParentWatch.awaitEnd(System.in);
        System.exit(0);
    }
}
