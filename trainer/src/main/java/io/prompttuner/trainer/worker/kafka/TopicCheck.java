package io.prompttuner.trainer.worker.kafka;

import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the topics are as the contract says before anything is written to them. */
public final class TopicCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    private TopicCheck() {}

    /** Throws what is wrong with the topics; a broker that is away says nothing about them, and will be back. */
    public static void stopIfUnfit(KafkaConnection connection) {
        try (var setup = TopicSetup.connect(connection)) {
            setup.requireFit();
        } catch (BrokerAwayException away) {
            LOG.warn("{}; the topics are not checked", away.getMessage());
        }
    }
}
