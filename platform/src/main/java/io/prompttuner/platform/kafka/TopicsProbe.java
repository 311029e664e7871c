package io.prompttuner.platform.kafka;

import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import java.time.Duration;
import java.util.List;

/** Asks a broker whether the topics are as the contract wants them. */
public record TopicsProbe(String broker) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One line a fault; a broker that is away is one. */
    public List<String> faults() {
        try (TopicSetup setup = TopicSetup.connect(new KafkaConnection(broker, "doctor", PATIENCE))) {
            return setup.faults();
        } catch (BrokerAwayException away) {
            return List.of(String.valueOf(away.getMessage()));
        }
    }
}
