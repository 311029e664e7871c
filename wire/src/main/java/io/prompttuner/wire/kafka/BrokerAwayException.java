package io.prompttuner.wire.kafka;

import org.jspecify.annotations.Nullable;

/** The broker did not answer in time. Whether it took the record is unknown: what is appended again must do no harm. */
public final class BrokerAwayException extends RuntimeException {

    BrokerAwayException(KafkaConnection connection, String what, @Nullable Throwable cause) {
        super(
                "Kafka at %s did not answer within %s: %s"
                        .formatted(connection.bootstrapServers(), connection.patience(), what),
                cause);
    }
}
