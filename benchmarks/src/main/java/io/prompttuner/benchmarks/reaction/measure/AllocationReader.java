package io.prompttuner.benchmarks.reaction.measure;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears allocations the way the controller does: its reader, its topics, its one thread; what is said again is passed over. */
public final class AllocationReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<Topic> TOPICS = List.of(
            Topic.TERMS,
            Topic.JOBS,
            Topic.CANCELS,
            Topic.OUTCOMES,
            Topic.STEPS,
            Topic.ASSIGNMENTS,
            Topic.FLEET,
            Topic.ALLOCATIONS,
            Topic.POOLS);

    private final LogReader reader;
    private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Map<String, String> lastDecision = new HashMap<>();
    private final Thread thread = new Thread(this::run, "allocations");
    private volatile boolean closing;

    private AllocationReader(LogReader reader) {
        this.reader = reader;
    }

    /** Begins to read. */
    public static AllocationReader start(KafkaConnection connection) {
        var started = new AllocationReader(LogReader.fromStart(connection, TOPICS));
        started.thread.setDaemon(true);
        started.thread.start();
        return started;
    }

    /** Hands over what was heard since the last call. */
    public void drainTo(Consumer<Heard> taker) {
        for (Heard next = heard.poll(); next != null; next = heard.poll()) {
            taker.accept(next);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        reader.wakeUp();
        thread.join();
        reader.close();
    }

    private void run() {
        while (!closing) {
            reader.poll(POLL).forEach(this::take);
        }
    }

    private void take(Received<Event> received) {
        if (received.topic() != Topic.ALLOCATIONS) {
            return;
        }
        @Nullable Allocation allocation = received.as(Allocation.class)
                .body()
                .<@Nullable Allocation>match(event -> event, () -> null, bad -> null);
        if (allocation != null
                && !allocation.decision().equals(lastDecision.put(allocation.job(), allocation.decision()))) {
            heard.add(new Heard(allocation, System.nanoTime()));
        }
    }
}
