package io.prompttuner.scaling.flink;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.function.SerializableSupplier;

/** Reads the topic of outcomes to its end: what a tracker without state must not say again. */
final class OutcomesInKafka implements SerializableSupplier<List<JudgedJob>> {

    private static final long serialVersionUID = 1L;

    private final String bootstrapServers;

    OutcomesInKafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public List<JudgedJob> get() {
        var connection = KafkaConnection.of(bootstrapServers, "tracker-outcomes");
        List<JudgedJob> judged = new ArrayList<>();
        try (LogReader reader = LogReader.fromStart(connection, List.of(Topic.OUTCOMES))) {
            reader.readToEnd(received -> {
                if (received.key() != null) {
                    judged.add(new JudgedJob(received.key(), received.at()));
                }
            });
        }
        return judged;
    }
}
