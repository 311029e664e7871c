package io.prompttuner.gateway.kafka;

import io.prompttuner.gateway.live.LiveHub;
import io.prompttuner.gateway.live.Step;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.util.List;

/** Hears reports on jobs as they come. Whatever it may have missed, the hub is told, so that no client misses it. */
public final class StepTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection connection;
    private final LiveHub hub;
    private final Loop loop = new Loop("step-tail", this::turn);

    public StepTail(KafkaConnection connection, LiveHub hub) {
        this.connection = connection;
        this.hub = hub;
    }

    public void start() {
        loop.start();
    }

    @Override
    public void close() throws InterruptedException {
        loop.close();
    }

    private void turn(Loop life) {
        try (LogReader reader = LogReader.fromEnd(connection, List.of(Topic.STEPS))) {
            hub.missed();
            while (!life.asked()) {
                reader.poll(POLL).forEach(this::take);
            }
        }
    }

    private void take(Received<Event> record) {
        record.body()
                .<Void>match(
                        event -> {
                            hub.reported(event.key(), new Step(record.offset(), (StepEvent) event));
                            return null;
                        },
                        () -> null,
                        letter -> null);
    }
}
