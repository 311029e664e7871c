package io.prompttuner.wire.kafka;

import java.util.List;

/** The broker's topics are not as the contract says; lists every fault, not just the first. */
public final class UnfitTopicsException extends RuntimeException {

    UnfitTopicsException(KafkaConnection connection, List<String> faults) {
        super("topics at %s are not as they must be:\n  %s"
                .formatted(connection.bootstrapServers(), String.join("\n  ", faults)));
    }
}
