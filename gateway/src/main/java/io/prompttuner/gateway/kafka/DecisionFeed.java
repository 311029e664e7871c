package io.prompttuner.gateway.kafka;

import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Position;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Adds to the view why each job has what it has. Decisions are many and kept long, so it looks back only to the oldest
 * job that has not ended; what it folds twice does no harm.
 */
public final class DecisionFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection connection;
    private final OffsetsByTime offsets;
    private final PlatformView view;
    private final InstantSource clock;
    private final Loop loop = new Loop("decision-feed", this::turn);

    public DecisionFeed(KafkaConnection connection, OffsetsByTime offsets, PlatformView view, InstantSource clock) {
        this.connection = connection;
        this.offsets = offsets;
        this.view = view;
        this.clock = clock;
    }

    public void start() {
        loop.start();
    }

    @Override
    public void close() throws InterruptedException {
        loop.close();
    }

    private void turn(Loop life) {
        if (!view.await(view::isWhole, POLL)) {
            return;
        }
        Instant since = view.oldestLive().orElse(clock.instant());
        try (LogReader reader = LogReader.fromEnd(connection, List.of(Topic.DECISIONS))) {
            boolean whole = true;
            for (int partition = 0; partition < Topic.DECISIONS.partitions() && whole; partition++) {
                whole = !life.asked() && lookBack(partition, since);
            }
            while (whole && !life.asked()) {
                reader.poll(POLL).forEach(this::take);
            }
        }
    }

    /** False if the broker is away: the turn begins anew then. */
    private boolean lookBack(int partition, Instant since) {
        Optional<Position> first = offsets.at(Topic.DECISIONS, partition, since);
        if (first.isEmpty()) {
            return false;
        }
        try (LogReader old = LogReader.from(connection, first.get())) {
            old.readToEnd(this::take);
        }
        return true;
    }

    private void take(Received<Event> record) {
        record.body()
                .<Void>match(
                        event -> {
                            view.fold(event, record.at());
                            return null;
                        },
                        () -> null,
                        letter -> {
                            view.skip();
                            return null;
                        });
    }
}
