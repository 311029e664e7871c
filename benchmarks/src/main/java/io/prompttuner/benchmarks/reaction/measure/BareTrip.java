package io.prompttuner.benchmarks.reaction.measure;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A record a hundredth of a second through Kafka and back, by the same clients with the same settings, on a topic that
 * nobody else uses here: what any reaction costs before anybody has thought.
 */
public final class BareTrip implements AutoCloseable {

    private static final long EVERY_NANOS = 10_000_000;
    private static final Duration POLL = Duration.ofMillis(200);

    /** A record that was sent, and came back. */
    private record Trip(long sent, long nanos) {}

    private final EventWriter writer;
    private final LogReader reader;
    private final Map<String, Long> under = new ConcurrentHashMap<>();
    private final Map<String, Trip> done = new ConcurrentHashMap<>();
    private final Thread sender = new Thread(this::send, "bare-send");
    private final Thread receiver = new Thread(this::receive, "bare-receive");
    private volatile boolean closing;

    private BareTrip(EventWriter writer, LogReader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** Begins to send and to read. */
    public static BareTrip start(KafkaConnection connection) {
        var trip = new BareTrip(
                EventWriter.connect(connection, Duration.ZERO), LogReader.fromEnd(connection, List.of(Topic.SLO)));
        for (Thread thread : List.of(trip.sender, trip.receiver)) {
            thread.setDaemon(true);
            thread.start();
        }
        return trip;
    }

    /** Trips of the records that were to be sent in this time. */
    public Latencies between(long fromNanos, long toNanos) {
        return Latencies.ofNanos(done.values().stream()
                .filter(trip -> trip.sent() - fromNanos >= 0 && trip.sent() - toNanos < 0)
                .map(Trip::nanos)
                .toList());
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        sender.join();
        reader.wakeUp();
        receiver.join();
        reader.close();
        writer.close();
    }

    private void send() {
        long due = System.nanoTime();
        for (long n = 0; !closing; n++) {
            String key = "trip-" + n;
            under.put(key, due);
            writer.append(Topic.SLO, new SloReport(key, Instant.EPOCH, 0, 0, 0, 0, null), result -> {});
            due += EVERY_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void receive() {
        while (!closing) {
            reader.poll(POLL).forEach(this::take);
        }
    }

    private void take(Received<Event> received) {
        long now = System.nanoTime();
        String key = received.key();
        Long sent = key == null ? null : under.remove(key);
        if (key != null && sent != null) {
            done.put(key, new Trip(sent, now - sent));
        }
    }
}
