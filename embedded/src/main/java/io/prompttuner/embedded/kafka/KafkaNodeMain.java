package io.prompttuner.embedded.kafka;

import io.prompttuner.embedded.process.NodeStartException;
import io.prompttuner.runtime.ProgramLife;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker as a process of its own, as a supervisor runs it.
 *
 * <p>Arguments: data directory, port (0 = any free one). How it says that it is ready ({@code host:port}) and when it ends
 * is {@link ProgramLife}'s. A broker that can't start says why in one line and exits with 1.
 */
public final class KafkaNodeMain {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNodeMain.class);

    private KafkaNodeMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            LOG.error("usage: KafkaNodeMain DATA_DIR PORT");
            System.exit(2);
        }
        ProgramLife life = ProgramLife.begin(System.getenv());
        try {
            KafkaNode node = life.with(KafkaNode.start(Path.of(args[0]), Integer.parseInt(args[1])));
            life.ready(node.bootstrapServers());
            life.awaitEnd();
        } catch (NodeStartException refused) {
            LOG.error(refused.getMessage());
            System.exit(1);
        }
    }
}
