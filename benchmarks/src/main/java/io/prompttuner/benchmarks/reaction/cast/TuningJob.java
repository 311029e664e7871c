package io.prompttuner.benchmarks.reaction.cast;

import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Wish;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One job with the worker that tunes it: what it would report next, and what the controller would write of it. */
final class TuningJob {

    /** Said of every step. So long that the minutes of a run are nothing beside the hours that a job still needs. */
    static final double STEP_SECONDS = 1;

    /** Evaluations after a pause was asked for, until the forecast is what it was. */
    private static final int LAST_WORDS = 12;

    private static final Started START =
            new Started(StartKind.PLAIN, null, null, BankAnswer.NOT_ASKED, List.of(), 0, List.of());

    private final String id;
    private final LossCurve curve;
    private @Nullable String worker;
    private @Nullable Allocation wish;
    private long attempt;
    private long step;
    private int lastWords;

    TuningJob(String id, RandomGenerator chance) {
        this.id = id;
        this.curve = new LossCurve(chance);
    }

    String id() {
        return id;
    }

    long attempt() {
        return attempt;
    }

    long step() {
        return step;
    }

    boolean held() {
        return worker != null;
    }

    boolean tunes(long since) {
        return worker != null && attempt == since && lastWords == 0;
    }

    boolean isEnding() {
        return lastWords > 0;
    }

    boolean wanted() {
        return wish != null && wish.wish() == Wish.RUNNING;
    }

    void wish(Allocation allocation) {
        wish = allocation;
    }

    AssignmentEvent bind(String warm, long term, long nextAttempt) {
        worker = warm;
        attempt = nextAttempt;
        return assignment(AssignmentKind.BOUND, term, List.of(warm), AssignmentReason.ALLOCATED);
    }

    void beginToEnd() {
        lastWords = LAST_WORDS;
    }

    /** Lets go of its worker, which is then {@link #worker} no more. */
    AssignmentEvent release(long term) {
        worker = null;
        return assignment(AssignmentKind.RELEASED, term, List.of(), AssignmentReason.YIELDED_TO_MORE_URGENT);
    }

    String worker() {
        return Objects.requireNonNull(worker, "holds none");
    }

    StepEvent started() {
        return StepEvent.started(id, attempt, step, worker(), START);
    }

    StepEvent nextStep() {
        step++;
        return StepEvent.step(id, attempt, step, worker(), new Measured(curve.training(step), STEP_SECONDS, 1, 1));
    }

    StepEvent badEvaluation() {
        return evaluated(LossCurve.disaster(step));
    }

    StepEvent lastWord() {
        step++;
        lastWords--;
        return evaluated(LossCurve.relief(step));
    }

    private StepEvent evaluated(double loss) {
        return StepEvent.evaluated(id, attempt, step, worker(), new Evaluated(loss, 0, false));
    }

    private AssignmentEvent assignment(AssignmentKind kind, long term, List<String> workers, AssignmentReason reason) {
        long epoch = wish == null ? 0 : wish.epoch();
        long sequence = wish == null ? 0 : wish.sequence();
        return new AssignmentEvent(
                kind, id, term, attempt, null, workers, null, workers.size(), epoch, sequence, reason, null);
    }
}
