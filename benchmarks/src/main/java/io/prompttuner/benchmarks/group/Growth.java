package io.prompttuner.benchmarks.group;

import io.prompttuner.benchmarks.reaction.measure.Latencies;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Gives a job of a running platform a second worker and takes it back, again and again, in the place of its scheduler, and
 * reads from the topics, by the broker's clock, what came of it.
 */
final class Growth implements AutoCloseable {

    /** Above every claim of a scheduler that runs. */
    private static final long EPOCH = 1_000_000;

    private static final String MODEL = "small-lm";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Reports of one alone before another is added: by then the one that left has been wiped and is free. */
    private static final int ALONE = 15;

    private final String job;
    private final EventWriter writer;
    private final LogReader reader;
    private final Random random = new Random(1);
    private final Deque<Received<Event>> read = new ArrayDeque<>();
    private final List<Long> joined = new ArrayList<>();
    private final List<Long> recorded = new ArrayList<>();
    private final List<Long> alone = new ArrayList<>();
    private final List<Long> leaving = new ArrayList<>();
    private long sequence;

    Growth(String kafka, String job) {
        var connection = KafkaConnection.of(kafka, "growth");
        this.job = job;
        this.writer = EventWriter.connect(connection, Duration.ZERO);
        this.reader = LogReader.fromEnd(connection, List.of(Topic.STEPS, Topic.ALLOCATIONS, Topic.ASSIGNMENTS));
    }

    List<String> table(int times) throws InterruptedException {
        writer.append(Topic.POOLS, new PoolTarget(MODEL, 2, EPOCH, ++sequence, PoolReason.JOBS_WAITING));
        allocate(1);
        for (int n = 0; n < times; n++) {
            settle();
            grow();
            shrink();
        }
        return List.of(
                "A warm worker joins a job of the running platform, %d times".formatted(times),
                Row.HEAD.formatted("milliseconds", "count", "p50", "p99", "max"),
                Row.of("allocation -> report of the first step of both", Latencies.ofNanos(joined)),
                Row.of("  of it: allocation -> resized in the log", Latencies.ofNanos(recorded)),
                Row.of("(a step of one alone)", Latencies.ofNanos(alone)),
                Row.of("(steps from the taking back to the first one alone)", Latencies.ofNanos(leaving)));
    }

    @Override
    public void close() {
        allocate(1);
        writer.close();
        reader.close();
    }

    private void settle() throws InterruptedException {
        for (int n = 0; n < ALONE; n++) {
            alone.add(nanos(await("a step of one alone", report -> workers(report) == 1)));
        }
        Thread.sleep(random.nextInt(100)); // at any moment of a step
        read.clear();
    }

    private void grow() {
        Instant commanded = allocate(2);
        Instant resized = await("a record of both", this::isOfBoth).at();
        recorded.add(Duration.between(commanded, resized).toNanos());
        Instant contributed =
                await("a step of both", report -> workers(report) == 2).at();
        joined.add(Duration.between(commanded, contributed).toNanos());
    }

    /** Every step until the leaver is out, to see whether one of them took longer than a step of one alone. */
    private void shrink() {
        allocate(1);
        Received<Event> step = await("a step", report -> workers(report) > 0);
        while (workers(step) > 1) {
            leaving.add(nanos(step));
            step = await("a step", report -> workers(report) > 0);
        }
        leaving.add(nanos(step));
    }

    /** When the broker had it. */
    private Instant allocate(int workers) {
        long number = ++sequence;
        var cause = new Cause(FactKind.TIME, Topic.JOBS.fullName(), 0, 0, Instant.EPOCH);
        writer.append(
                Topic.ALLOCATIONS,
                new Allocation(
                        job, EPOCH, number, Wish.RUNNING, workers, 1, WishReason.MEETS_DEADLINE, "benchmark", cause));
        return await(
                        "the allocation",
                        event -> event(event, Allocation.class)
                                .filter(wish -> wish.epoch() == EPOCH && wish.sequence() == number)
                                .isPresent())
                .at();
    }

    private Received<Event> await(String what, Predicate<Received<Event>> such) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            for (Received<Event> next = read.poll(); next != null; next = read.poll()) {
                if (job.equals(next.key()) && such.test(next)) {
                    return next;
                }
            }
            read.addAll(reader.poll(POLL));
        }
        throw new IllegalStateException("waited %s for %s of job %s".formatted(PATIENCE, what, job));
    }

    private boolean isOfBoth(Received<Event> record) {
        return event(record, AssignmentEvent.class)
                .filter(event -> event.workers().size() == 2)
                .isPresent();
    }

    /** How many computed the step that a record reports; 0 if it reports none. */
    private static int workers(Received<Event> record) {
        return event(record, StepEvent.class)
                .flatMap(report -> Optional.ofNullable(report.measured()))
                .map(measured -> measured.workers())
                .orElse(0);
    }

    private static long nanos(Received<Event> step) {
        return event(step, StepEvent.class)
                .flatMap(report -> Optional.ofNullable(report.measured()))
                .map(measured -> (long) (measured.seconds() * 1e9))
                .orElse(0L);
    }

    private static <E> Optional<E> event(Received<Event> record, Class<E> type) {
        return record.body()
                .match(
                        event -> Optional.of(event).filter(type::isInstance).map(type::cast),
                        Optional::empty,
                        letter -> Optional.empty());
    }
}
