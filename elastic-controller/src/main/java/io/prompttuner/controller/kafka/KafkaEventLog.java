package io.prompttuner.controller.kafka;

import io.prompttuner.controller.loop.EventLog;
import io.prompttuner.controller.loop.Inbox;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.kafka.AppendResult;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails every topic that the controller reads, in one thread that also waits at the barriers, and appends in order.
 *
 * <p>An append whose fate is unknown can't be repeated: a later one of its job may have overtaken it. Nor can it be left
 * out. So it ends the controller, after a patience of many minutes, and the next one reads what is true.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventLog.class);
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

    private final EventWriter writer;
    private final LogReader reader;
    private final Inbox inbox;
    private final Consumer<String> failed;
    private final Queue<Runnable> barriers = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "topics");
    private volatile boolean closing;
    private long skipped;

    private KafkaEventLog(EventWriter writer, LogReader reader, Inbox inbox, Consumer<String> failed) {
        this.writer = writer;
        this.reader = reader;
        this.inbox = inbox;
        this.failed = failed;
    }

    /**
     * Connects; reads nothing yet.
     *
     * @param failed is told if topics can no longer be read or written
     */
    public static KafkaEventLog connect(KafkaConnection connection, Inbox inbox, Consumer<String> failed) {
        return new KafkaEventLog(
                EventWriter.connect(connection, Duration.ZERO), LogReader.fromStart(connection, TOPICS), inbox, failed);
    }

    /**
     * Begins to read, after the claim of the term was acknowledged.
     *
     * @param caughtUp runs once all that was appended before this call is handed over
     */
    public void start(Runnable caughtUp) {
        barriers.add(() -> {
            reader.readToEnd(this::handOver);
            caughtUp.run();
        });
        thread.start();
    }

    @Override
    public void append(Effect.Append append) {
        Event event = append.event();
        Consumer<AppendResult> then = result -> answered(append, result);
        if (event == null) {
            writer.tombstone(append.topic(), append.key(), then);
        } else {
            writer.append(append.topic(), event, then);
        }
    }

    @Override
    public void readSteps(Effect.ReadSteps read) {
        barrier(() -> reader.readToEnd(Topic.STEPS, read.job(), this::handOver), read.ticket());
    }

    @Override
    public void lookAtTerms(Effect.LookAtTerms look) {
        barrier(() -> reader.readToEnd(Topic.TERMS, Role.CONTROLLER.word(), this::handOver), look.ticket());
    }

    @Override
    public void readAll(Effect.ReadAll read) {
        barrier(() -> reader.readToEnd(this::handOver), read.ticket());
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        reader.wakeUp();
        thread.interrupt();
        thread.join();
        reader.close();
        writer.close();
    }

    private void answered(Effect.Append append, AppendResult result) {
        @Nullable Object ignored = result.match(
                position -> {
                    inbox.put(new Input.Done(append.ticket()));
                    return null;
                },
                reason -> {
                    fail("could not append to %s: %s".formatted(append.topic(), reason.getMessage()));
                    return null;
                });
        assert ignored == null;
    }

    private void barrier(Runnable read, long ticket) {
        barriers.add(() -> {
            read.run();
            inbox.put(new Input.Done(ticket));
        });
        reader.wakeUp();
    }

    private void run() {
        try {
            while (!closing) {
                for (Runnable due = barriers.poll(); due != null; due = barriers.poll()) {
                    due.run();
                }
                reader.poll(POLL).forEach(this::handOver);
            }
        } catch (RuntimeException fault) {
            fail("could not read the topics: " + fault.getMessage());
        }
    }

    private void fail(String why) {
        if (!closing) {
            failed.accept(why);
        }
    }

    private void handOver(Received<Event> received) {
        String key = received.key();
        if (key == null) {
            skip(received);
            return;
        }
        @Nullable Object ignored = received.body()
                .match(event -> read(received, key, event), () -> read(received, key, null), letter -> skip(received));
        assert ignored == null;
    }

    private @Nullable Object read(Received<Event> received, String key, @Nullable Event event) {
        inbox.putSlowly(new Input.Read(received.topic(), key, received.offset(), event));
        return null;
    }

    /** Another reader of the topic keeps it for people. */
    private @Nullable Object skip(Received<Event> received) {
        skipped++;
        LOG.debug("passed over {}, {} so far", received.position(), skipped);
        return null;
    }
}
