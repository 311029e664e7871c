package io.prompttuner.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** What a single broker needs to be told so that it is frugal, loopback only, and quick to return after a kill. */
record BrokerProperties(Path dataDir, int port, int controllerPort) {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Properties toProperties() {
        var properties = new Properties();
        listeners(properties);
        oneReplica(properties);
        frugal(properties);
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // The session of a killed broker must lapse before it may register again: the default is 9 s.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        return properties;
    }

    /** A static quorum, so that ports may change from run to run over the same directory. */
    private void listeners(Properties properties) {
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("log.dirs", dataDir.toString());
        properties.put(
                "listeners",
                "PLAINTEXT://%s,%s://127.0.0.1:%d".formatted(bootstrapServers(), CONTROLLER, controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
    }

    private static void oneReplica(Properties properties) {
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void frugal(Properties properties) {
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20)); // the default takes 128 MiB of heap
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
    }
}
