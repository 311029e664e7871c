package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningEvent.Evaluated;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes step after step: ask for orders, report, checkpoint, obey. A drop is looked for before anything is written; the
 * other orders are obeyed once the step is written down; and a target that is met stands, whatever was ordered.
 */
final class StepLoop {

    private static final Logger LOG = LoggerFactory.getLogger(StepLoop.class);
    private static final Duration FULL = Duration.ofMillis(200);

    private final Workplace place;
    private final Journal journal;
    private final JobPlan plan;
    private final TuningSession session;
    private RunRecord record;

    StepLoop(Workplace place, Journal journal, JobPlan plan, TuningSession session, RunRecord record) {
        this.place = place;
        this.journal = journal;
        this.plan = plan;
        this.session = session;
        this.record = record;
    }

    Finished toItsEnd() {
        Optional<Finished> over = obey(orders());
        while (over.isEmpty()) {
            over = advance();
        }
        return over.get();
    }

    private Optional<Finished> advance() {
        Optional<Finished> cutShort = awaitRoom();
        if (cutShort.isPresent()) {
            return cutShort;
        }
        Instant before = place.clock().instant();
        TuningEvent event = session.next();
        Duration took = Duration.between(before, place.clock().instant());
        Order order = orders();
        if (order instanceof Order.Drop) {
            return obey(order);
        }
        enter(order);
        return event.match(
                stepped -> afterStep(stepped, took, order),
                evaluated -> afterEvaluation(evaluated, order),
                ended -> Optional.of(end(ended.reason())));
    }

    private Optional<Finished> afterStep(Stepped stepped, Duration took, Order order) {
        double seconds = took.toNanos() / 1e9;
        @Nullable Long memory = place.memory().residentMiB();
        journal.stepped(
                stepped.step(),
                new Measured(stepped.loss(), seconds, 1, state().batchScale(), stepped.tokens(), memory));
        // Reports of one step have an order: no checkpoint is told of before an evaluation that is still to come.
        boolean save = order instanceof Order.GoOn && journal.checkpointIsDue() && !evaluationIsDue();
        return save && !journal.checkpoint(now()) ? obey(orders()) : obey(order);
    }

    private Optional<Finished> afterEvaluation(Evaluated evaluated, Order order) {
        journal.evaluated(evaluated.step(), evaluated.evaluation(), evaluated.met());
        if (!journal.checkpoint(now())) {
            return obey(orders());
        }
        return evaluated.met() ? Optional.empty() : obey(order);
    }

    private Optional<Finished> obey(Order order) {
        var conclusion = new Conclusion(place, journal);
        if (order instanceof Order.GoOn goOn) {
            enter(goOn);
            throttle(goOn.batchScale());
            return Optional.empty();
        }
        if (order instanceof Order.Stop stop) {
            return Optional.of(conclusion.reach(now(), stop.reason(), null));
        }
        if (order instanceof Order.Pause pause) {
            boolean kept = journal.isSaved(state().step()) || journal.checkpoint(now());
            return kept ? Optional.of(conclusion.paused(pause.why())) : obey(orders());
        }
        if (order instanceof Order.Leave && !journal.isSaved(state().step())) {
            boolean kept = journal.checkpoint(now());
            LOG.info("left at step {}, {}", state().step(), kept ? "checkpointed" : "not checkpointed");
        }
        return Optional.of(conclusion.givenUp());
    }

    private Finished end(EndReason reason) {
        @Nullable String error =
                reason == EndReason.LOSS_NOT_FINITE ? "the loss was not finite after step " + state().step() : null;
        return new Conclusion(place, journal).reach(now(), reason, error);
    }

    /** A newer attempt is entered from memory: it begins like any other, by repeating how the job started. */
    private void enter(Order order) {
        if (order instanceof Order.GoOn goOn && goOn.attempt() != journal.attempt()) {
            journal.enter(goOn.attempt());
            journal.started(state().step(), record.started());
        }
    }

    private void throttle(double batchScale) {
        if (batchScale != state().batchScale()) {
            session.throttle(batchScale);
            record = record.changed(state().step(), batchScale);
        }
    }

    /** While the broker is away for longer than the reports have room, the job stands still and loses nothing. */
    private Optional<Finished> awaitRoom() {
        if (place.reports().hasRoom()) {
            return Optional.empty();
        }
        LOG.warn("no room for more reports at step {}; the job waits for the broker", state().step());
        while (!place.reports().hasRoom()) {
            Order order = orders();
            if (!(order instanceof Order.GoOn)) {
                return obey(order);
            }
            place.orders().rest(FULL);
        }
        return Optional.empty();
    }

    private boolean evaluationIsDue() {
        return !state().evaluated()
                && plan.stop().evaluatesAt(state().step(), plan.settings().evaluateEvery());
    }

    private Order orders() {
        return place.orders().at(state().step());
    }

    private SavedRun now() {
        return new SavedRun(state(), record);
    }

    private TuningState state() {
        return session.state();
    }
}
