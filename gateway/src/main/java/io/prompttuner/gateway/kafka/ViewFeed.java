package io.prompttuner.gateway.kafka;

import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Keeps the view: reads its topics from their beginnings, and again and again to their ends, so that the view can say as
 * of when it is whole. Records that are no events are passed over and counted: others keep them as dead letters.
 */
public final class ViewFeed implements AutoCloseable {

    private static final List<Topic> TOPICS =
            List.of(Topic.JOBS, Topic.CANCELS, Topic.JOB_STATES, Topic.ASSIGNMENTS, Topic.OUTCOMES, Topic.SLO);
    private static final Duration BETWEEN_BARRIERS = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConnection connection;
    private final PlatformView view;
    private final InstantSource clock;
    private final Loop loop = new Loop("view-feed", this::turn);

    public ViewFeed(KafkaConnection connection, PlatformView view, InstantSource clock) {
        this.connection = connection;
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

    /** Folding from the beginning again changes nothing: every rule of the view goes by what records say. */
    private void turn(Loop life) {
        try (LogReader reader = LogReader.fromStart(connection, TOPICS)) {
            while (!life.asked()) {
                barrier(reader);
                listen(reader, life);
            }
        }
    }

    private void barrier(LogReader reader) {
        Instant before = clock.instant();
        try {
            reader.readToEnd(this::take);
            view.caughtUp(before);
        } catch (BrokerAwayException away) {
            // the view stays as of its last barrier, and says so
        }
    }

    private void listen(LogReader reader, Loop life) {
        long end = System.nanoTime() + BETWEEN_BARRIERS.toNanos();
        while (System.nanoTime() - end < 0 && !life.asked()) {
            reader.poll(POLL).forEach(this::take);
        }
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
