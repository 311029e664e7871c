package io.prompttuner.scaling.flink;

import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TermClaims;
import java.util.UUID;
import org.apache.flink.util.function.SerializableSupplier;

/** Claims a new epoch for a scheduler that starts, and returns it once the broker has the claim. */
final class EpochInKafka implements SerializableSupplier<Long> {

    private static final long serialVersionUID = 1L;

    private final String bootstrapServers;

    EpochInKafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public Long get() {
        try (TermClaims claims = TermClaims.connect(KafkaConnection.of(bootstrapServers, "scheduler-epoch"))) {
            return claims.claim(Role.SCHEDULER, "scheduler-" + UUID.randomUUID());
        }
    }
}
