package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A topic of steps in memory, which can be away, and can be full; for any number of threads. */
final class ReportLog implements Reports {

    final List<StepEvent> written = new ArrayList<>();
    final List<String> discarded = new ArrayList<>();
    Consumer<StepEvent> before = report -> {};
    int refusals;
    int asksWithoutRoom;

    @Override
    public synchronized CompletableFuture<Void> write(StepEvent report) {
        before.accept(report);
        if (report.kind() == StepKind.ENDED && refusals-- > 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("not now"));
        }
        written.add(report);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized boolean hasRoom() {
        return asksWithoutRoom-- <= 0;
    }

    @Override
    public synchronized void discard(String job, long attempt) {
        discarded.add(job + "/" + attempt);
    }

    /** Each report as {@code kind step}. */
    synchronized List<String> lines() {
        return written.stream()
                .map(report -> report.kind().word() + " " + report.step())
                .toList();
    }

    /** How the job ended. */
    Ended ended() {
        return Objects.requireNonNull(written.get(written.size() - 1).ended());
    }

    /** The prompt it ended with. */
    String prompt() {
        return Objects.requireNonNull(ended().prompt());
    }

    /** The reports of one kind. */
    synchronized List<StepEvent> all(StepKind kind) {
        return written.stream().filter(report -> report.kind() == kind).toList();
    }
}
