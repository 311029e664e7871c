package io.prompttuner.wire.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where the broker is, who asks, and how long one wait may last.
 *
 * @param bootstrapServers {@code host:port}, several by commas
 * @param client names the program in the broker's logs and metrics
 * @param patience after it a wait ends in a {@link BrokerAwayException}; the attempts within it go on with back-off
 */
public record KafkaConnection(String bootstrapServers, String client, Duration patience) {

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);

    /** Waits at most 30 s. */
    public static KafkaConnection of(String bootstrapServers, String client) {
        return new KafkaConnection(bootstrapServers, client, Duration.ofSeconds(30));
    }

    /** What producers, consumers and admins are told alike. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", client);
        settings.put("request.timeout.ms", Math.toIntExact(requestTimeout().toMillis()));
        settings.put("reconnect.backoff.max.ms", 2_000);
        // Rebootstrapping, the default, forgets the topics when the last broker is away: each append would block.
        settings.put("metadata.recovery.strategy", "none");
        return settings;
    }

    /** Makes a client. A broker whose name means nothing just now is away like any other that does not answer. */
    <C> C open(Function<Map<String, Object>, C> client) {
        try {
            return client.apply(settings());
        } catch (KafkaException failed) {
            if (failed.getCause() instanceof ConfigException unknown) {
                throw new BrokerAwayException(this, String.valueOf(unknown.getMessage()), failed);
            }
            throw failed;
        }
    }

    /** Of one attempt, so that several fit into the patience. */
    Duration requestTimeout() {
        Duration third = patience.dividedBy(3);
        return third.compareTo(LONGEST_REQUEST) < 0 ? third : LONGEST_REQUEST;
    }
}
