package io.prompttuner.controller.decide;

import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.ledger.Stage;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Wish;
import java.util.Optional;

/**
 * Ends jobs that no worker holds.
 *
 * <p>To end: {@code released} is acknowledged (whoever reads the topics now comes to the same conclusion), {@code terms}
 * is looked at, the job's {@code steps} are read to the end, and only then is {@code ended} written, with an attempt of
 * its own, above every other.
 */
final class Endings {

    /** Attempts that may die in a row without a new checkpoint. */
    static final int MAX_CRASHES = 5;

    /** Who writes an {@code ended} that no worker wrote. */
    static final String AUTHOR = "controller";

    private final Desk desk;

    Endings(Desk desk) {
        this.desk = desk;
    }

    /** Whether this controller has to end the job. */
    boolean due(Job job) {
        return desk.phase() == Phase.COMMANDING
                && job.submitted().isPresent()
                && job.open().isEmpty()
                && job.end().isEmpty()
                && !job.isClosed()
                && cause(job).isPresent();
    }

    void begin(Job job) {
        desk.await(job, Stage.LOOKING_BEFORE_END, desk.out.lookAtTerms());
    }

    void read(Job job) {
        desk.await(job, Stage.READING_BEFORE_END, desk.out.readSteps(job.id()));
    }

    void write(Job job) {
        Optional<EndReason> cause = cause(job);
        if (!due(job) || cause.isEmpty()) {
            job.settle();
            desk.touch(job);
            return;
        }
        Optional<StepEvent> checkpoint = job.checkpoint();
        long step = checkpoint.map(StepEvent::step).orElse(0L);
        var ended = StepEvent.ended(job.id(), job.mint(desk.term), step, AUTHOR, ended(job, cause.get(), checkpoint));
        desk.await(job, Stage.END_SENT, desk.out.append(Topic.STEPS, ended));
    }

    private static Ended ended(Job job, EndReason cause, Optional<StepEvent> checkpoint) {
        var best = checkpoint.map(StepEvent::checkpointed);
        EndKind kind = switch (cause) {
            case CANCEL_REQUESTED -> EndKind.CANCELLED;
            case DEADLINE_PASSED -> EndKind.EXHAUSTED;
            default -> EndKind.FAILED;
        };
        return new Ended(
                kind,
                cause,
                best.map(saved -> saved.bestPrompt()).orElse(null),
                best.map(saved -> saved.bestLoss()).orElse(null),
                best.map(saved -> saved.bestAccuracy()).orElse(null),
                kind == EndKind.FAILED ? job.lastError().orElse(null) : null,
                best.map(saved -> saved.bestAnswers()).orElse(null));
    }

    /** A wish to stop follows from facts alone, so it is obeyed; that the job has ended is not for us to write again. */
    private Optional<EndReason> cause(Job job) {
        Optional<EndReason> stop = desk.wishes
                .forJob(job.id())
                .filter(wish -> wish.wish() == Wish.STOPPED)
                .flatMap(Endings::fact);
        return stop.isEmpty() && job.crashesInARow() >= MAX_CRASHES ? Optional.of(EndReason.WORKERS_KEPT_DYING) : stop;
    }

    private static Optional<EndReason> fact(Allocation stop) {
        return switch (stop.reason()) {
            case CANCEL_REQUESTED -> Optional.of(EndReason.CANCEL_REQUESTED);
            case DEADLINE_PASSED -> Optional.of(EndReason.DEADLINE_PASSED);
            default -> Optional.empty();
        };
    }
}
