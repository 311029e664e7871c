package io.prompttuner.benchmarks.reaction;

import io.prompttuner.benchmarks.reaction.cast.Cluster;
import io.prompttuner.benchmarks.reaction.cast.Report;
import io.prompttuner.benchmarks.reaction.measure.AllocationReader;
import io.prompttuner.benchmarks.reaction.measure.Heard;
import io.prompttuner.benchmarks.reaction.measure.Reactions;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.AppendResult;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.Position;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports at the times of a schedule that nothing holds up (an open loop), and in between lets the cluster answer
 * the allocations that were heard. Everything the cluster knows happens in the thread that calls.
 */
final class ReportSender {

    private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);
    private static final long LONGEST_NAP = 200_000;

    /** One in so many reports is meant to change an allocation. */
    private static final int DECISIVE_EVERY = 100;

    private final Cluster cluster;
    private final AllocationReader allocations;
    private final EventWriter writer;
    private final Reactions reactions;

    ReportSender(Cluster cluster, AllocationReader allocations, EventWriter writer, Reactions reactions) {
        this.cluster = cluster;
        this.allocations = allocations;
        this.writer = writer;
        this.reactions = reactions;
    }

    /** Sends so many a second, none of them decisive, until the condition holds; looks at it ten times a second. */
    void prepare(int rate, BooleanSupplier done) {
        long begun = System.nanoTime();
        for (long n = 0; n % (rate / 10) != 0 || !done.getAsBoolean(); n++) {
            sendAt(due(begun, n, rate), false);
        }
    }

    /** Sends so many a second, one in a hundred of them decisive, for this time from then on. */
    void send(int rate, long begun, long nanos) {
        for (long n = 0; due(begun, n, rate) - begun < nanos; n++) {
            sendAt(due(begun, n, rate), n % DECISIVE_EVERY == 0);
        }
    }

    private static long due(long begun, long n, int rate) {
        return begun + n * TimeUnit.SECONDS.toNanos(1) / rate;
    }

    private void sendAt(long due, boolean decisive) {
        do {
            allocations.drainTo(this::hear);
        } while (napUntil(due));
        (decisive ? cluster.nextDecisive() : cluster.next()).ifPresent(report -> send(report, due));
    }

    private void hear(Heard heard) {
        reactions.heard(heard);
        cluster.hear(heard.allocation());
    }

    private void send(Report report, long due) {
        @Nullable Consumer<Position> told =
                report.decides() ? reactions.decides(report.event().job(), due) : null;
        reactions.sent(due, System.nanoTime());
        writer.append(Topic.STEPS, report.event(), result -> appended(result, due, told));
    }

    private void appended(AppendResult result, long due, @Nullable Consumer<Position> told) {
        if (result instanceof AppendResult.Appended at) {
            reactions.appended(at.position(), due);
            if (told != null) {
                told.accept(at.position());
            }
        } else {
            LOG.error("a report was lost, the figures are worthless: {}", result);
        }
    }

    /** Sleeps a little if there is time; returns whether there was. */
    private static boolean napUntil(long due) {
        long left = due - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        LockSupport.parkNanos(Math.min(left, LONGEST_NAP));
        return true;
    }
}
