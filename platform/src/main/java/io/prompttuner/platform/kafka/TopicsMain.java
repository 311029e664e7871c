package io.prompttuner.platform.kafka;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.domain.config.Settings;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import io.prompttuner.wire.kafka.UnfitTopicsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing, looks at those that are there, and ends: idempotent, once at every start. */
public final class TopicsMain {

    private static final Logger LOG = LoggerFactory.getLogger(TopicsMain.class);

    private TopicsMain() {}

    public static void main(String[] args) {
        try {
            var settings = new Settings(System.getenv());
            makeTopics(settings.checked(settings.text("PROMPTTUNER_KAFKA")));
        } catch (InvalidConfigException | UnfitTopicsException | BrokerAwayException refused) {
            LOG.error(refused.getMessage());
            System.exit(1);
        }
    }

    private static void makeTopics(String broker) {
        try (TopicSetup setup = TopicSetup.connect(KafkaConnection.of(broker, "topics"))) {
            setup.makeMissing();
            setup.requireFit();
            LOG.info("all topics are there, as the contract wants them");
        }
    }
}
