package io.prompttuner.gateway.kafka;

import io.prompttuner.gateway.desk.RequestLog;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.EventWriter;
import java.util.Optional;

/** Writes requests to {@code jobs} and {@code cancels}; a request counts once the broker has acknowledged it. */
public final class KafkaRequestLog implements RequestLog {

    private final EventWriter writer;

    public KafkaRequestLog(EventWriter writer) {
        this.writer = writer;
    }

    @Override
    public Optional<String> append(JobSubmitted job) {
        return append(Topic.JOBS, job);
    }

    @Override
    public Optional<String> append(CancelRequested cancel) {
        return append(Topic.CANCELS, cancel);
    }

    private Optional<String> append(Topic topic, Event event) {
        try {
            writer.append(topic, event);
            return Optional.empty();
        } catch (BrokerAwayException away) {
            return Optional.of(String.valueOf(away.getMessage()));
        }
    }
}
