package io.prompttuner.wire.kafka;

/** The broker answered no, and would again: a record too large, a topic that does not exist. */
public final class BrokerRefusedException extends RuntimeException {

    BrokerRefusedException(KafkaConnection connection, String what, Throwable cause) {
        super("Kafka at %s refused: %s: %s".formatted(connection.bootstrapServers(), what, cause.getMessage()), cause);
    }
}
