package io.prompttuner.trainer.worker.kafka;

import io.prompttuner.trainer.worker.attempt.Reports;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.kafka.AppendResult;
import io.prompttuner.wire.kafka.BrokerRefusedException;
import io.prompttuner.wire.kafka.EventWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes reports in order, on a thread of its own.
 *
 * <p>Whatever has gathered while the last reports were under way is handed to the broker together; what it did not
 * acknowledge is handed over again, from the first that failed: duplicates have no effect, gaps and swaps would. While
 * the broker is away reports wait here, up to a bound, and training goes on. At the bound {@link #hasRoom()} says no and
 * the job stands still; nothing is ever thrown away. 10,000 reports are some 5 MB and, at 20 steps a second, 8 minutes.
 */
public final class KafkaReports implements Reports, AutoCloseable {

    /** Reports that may wait unless one says otherwise. */
    public static final int BOUND = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaReports.class);
    private static final int AT_ONCE = 200;
    private static final long CLOSE_MILLIS = 1_000;

    private final EventWriter writer;
    private final int bound;
    private final Object lock = new Object();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Thread thread = new Thread(this::work, "reports");
    private boolean closed;

    /** A report on its way. */
    private record Pending(StepEvent report, CompletableFuture<Void> written) {}

    private KafkaReports(EventWriter writer, int bound) {
        this.writer = writer;
        this.bound = bound;
    }

    /** Starts writing; the writer is closed with it. */
    public static KafkaReports start(EventWriter writer, int bound) {
        var reports = new KafkaReports(writer, bound);
        reports.thread.setDaemon(true);
        reports.thread.start();
        return reports;
    }

    @Override
    public CompletableFuture<Void> write(StepEvent report) {
        var pending = new Pending(report, new CompletableFuture<>());
        synchronized (lock) {
            waiting.add(pending);
            lock.notifyAll();
        }
        return pending.written();
    }

    @Override
    public boolean hasRoom() {
        synchronized (lock) {
            return waiting.size() < bound;
        }
    }

    @Override
    public void discard(String job, long attempt) {
        List<Pending> discarded = new ArrayList<>();
        synchronized (lock) {
            waiting.removeIf(pending -> {
                boolean meant =
                        pending.report().job().equals(job) && pending.report().attempt() == attempt;
                return meant && discarded.add(pending);
            });
        }
        discarded.forEach(pending -> pending.written().cancel(false));
    }

    /** Gives what is under way a moment; what is not acknowledged by then is lost with the process. */
    @Override
    public void close() throws InterruptedException {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        thread.join(CLOSE_MILLIS);
        thread.interrupt();
        writer.close();
    }

    private void work() {
        try {
            while (writeNext()) {
                LOG.trace("written");
            }
        } catch (InterruptedException | InterruptException ended) {
            LOG.debug("ended with {} reports not written", waiting.size());
        }
    }

    private boolean writeNext() throws InterruptedException {
        List<Pending> batch = next();
        settle(batch, append(batch));
        return !batch.isEmpty();
    }

    /** The reports at the head, which stay there until they are settled; none once there will be no more. */
    private List<Pending> next() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closed) {
                lock.wait();
            }
            return waiting.stream().limit(AT_ONCE).toList();
        }
    }

    private List<CompletableFuture<AppendResult>> append(List<Pending> batch) {
        List<CompletableFuture<AppendResult>> answers = new ArrayList<>();
        for (Pending pending : batch) {
            var answer = new CompletableFuture<AppendResult>();
            writer.append(Topic.STEPS, pending.report(), answer::complete);
            answers.add(answer);
        }
        return answers;
    }

    /** Takes away what the broker has, or will never have, up to the first that must be handed over again. */
    private void settle(List<Pending> batch, List<CompletableFuture<AppendResult>> answers)
            throws InterruptedException {
        for (int i = 0; i < batch.size(); i++) {
            Pending pending = batch.get(i);
            boolean settled =
                    await(answers.get(i)).match(appended -> done(pending), failed -> refused(pending, failed));
            if (!settled) {
                return;
            }
        }
    }

    private boolean done(Pending pending) {
        take(pending);
        pending.written().complete(null);
        return true;
    }

    private boolean refused(Pending pending, RuntimeException failed) {
        if (!(failed instanceof BrokerRefusedException)) {
            return false; // away: it passes
        }
        LOG.error("{}", failed.getMessage());
        take(pending);
        pending.written().completeExceptionally(failed);
        return true;
    }

    private void take(Pending pending) {
        synchronized (lock) {
            waiting.remove(pending); // unless it was discarded while it was under way
        }
    }

    private static AppendResult await(CompletableFuture<AppendResult> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("an append always gives a result", impossible);
        }
    }
}
