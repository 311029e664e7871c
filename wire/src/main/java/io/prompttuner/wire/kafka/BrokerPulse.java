package io.prompttuner.wire.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the broker still answers a consumer, which says nothing itself when it does not: the number of answers stands
 * still. An outage is logged once.
 */
final class BrokerPulse {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerPulse.class);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final Metric answers;
    private final KafkaConnection connection;
    private final Outage outage = new Outage();
    private double counted = -1;
    private long heardAt = System.nanoTime();

    BrokerPulse(KafkaConsumer<?, ?> consumer, KafkaConnection connection) {
        this.answers = consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("response-total")
                        && metric.getKey().group().equals("consumer-metrics"))
                .<Metric>map(metric -> metric.getValue())
                .findFirst()
                .orElseThrow();
        this.connection = connection;
    }

    /** Counts again; called after each poll. */
    void look() {
        double count = (Double) answers.metricValue();
        if (count != counted) {
            counted = count;
            heardAt = System.nanoTime();
            if (outage.ends()) {
                LOG.info("Kafka at {} answers again", connection.bootstrapServers());
            }
        } else if (silence().compareTo(LONGEST_SILENCE) > 0 && outage.begins()) {
            LOG.warn("Kafka at {} does not answer; reading goes on when it does", connection.bootstrapServers());
        }
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }
}
