package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.group.live.OvertakenException;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningEvent.Evaluated;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.Started;
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

    private static final Duration LOOK = Duration.ofMillis(50);

    /** So long a member that has come to lead waits to be told that the job has ended before it ends it itself. */
    private static final Duration WITHOUT_A_WORD = Duration.ofSeconds(2);

    private final Workplace place;
    private final MemberOrders orders;
    private final Voice voice;
    private final Tuner tuner;
    private final StopRule stop;
    private final Started started;
    private TuningSession session;

    StepLoop(Workplace place, MemberOrders orders, Voice voice, Tuner tuner, StopRule stop, SavedRun from) {
        this.place = place;
        this.orders = orders;
        this.voice = voice;
        this.tuner = tuner;
        this.stop = stop;
        this.started = from.started();
        this.session = new TuningSession(tuner, stop, from.state());
    }

    Finished toItsEnd() {
        Optional<Finished> over = obey(order());
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
        @Nullable TuningEvent event = next();
        Duration took = Duration.between(before, place.clock().instant());
        Order order = order();
        if (event == null || order instanceof Order.Drop) {
            return obey(order);
        }
        voice.at(state().step(), order);
        return event.match(
                stepped -> afterStep(stepped, took, order),
                evaluated -> afterEvaluation(evaluated, order),
                ended -> end(ended.reason(), fault(ended.reason())));
    }

    /** The next thing that happens to the job; nothing if the others are so far ahead that it goes on from their state. */
    private @Nullable TuningEvent next() {
        try {
            return session.next();
        } catch (OvertakenException overtaken) {
            session = new TuningSession(tuner, stop, overtaken.state());
            voice.overtaken();
            return null;
        }
    }

    private Optional<Finished> afterStep(Stepped stepped, Duration took, Order order) {
        double seconds = took.toNanos() / 1e9;
        int workers = orders.crew().lastRound().leaves().size();
        @Nullable Long memory = place.memory().residentMiB();
        voice.stepped(
                stepped.step(),
                new Measured(stepped.loss(), seconds, workers, state().batchScale(), stepped.tokens(), memory));
        // Reports of one step have an order: no checkpoint is told of before an evaluation that is still to come.
        boolean save = order instanceof Order.GoOn && voice.checkpointIsDue() && !evaluationIsDue();
        return save && !voice.checkpoint(now()) ? obey(order()) : obey(order);
    }

    private Optional<Finished> afterEvaluation(Evaluated evaluated, Order order) {
        voice.evaluated(evaluated.step(), evaluated.evaluation(), evaluated.met());
        if (!voice.checkpoint(now())) {
            return obey(order());
        }
        return evaluated.met() ? Optional.empty() : obey(order);
    }

    private Optional<Finished> obey(Order order) {
        if (order instanceof Order.Drop) {
            return Optional.of(conclusion().givenUp());
        }
        voice.at(state().step(), order);
        if (order instanceof Order.Pause pause) {
            return voice.keep(now()) ? Optional.of(conclusion().paused(pause.why())) : obey(order());
        }
        if (order instanceof Order.Leave) {
            boolean kept = voice.keep(now());
            LOG.info("left at step {}{}", state().step(), kept ? "" : ", not checkpointed");
            return Optional.of(conclusion().givenUp());
        }
        Optional<Finished> apart = apart();
        if (apart.isEmpty() && order instanceof Order.GoOn goOn && voice.leads()) {
            session.throttle(goOn.batchScale()); // the others take the state over
        }
        return apart.isEmpty() && order instanceof Order.Stop ordered ? end(ordered.reason(), null) : apart;
    }

    /** Lets go if the group goes on without this member. */
    private Optional<Finished> apart() {
        return orders.crew().dismissed() ? Optional.of(conclusion().left()) : Optional.empty();
    }

    /** Ends the job, if that is on this member; else stands by until it is told to go, or until it is. */
    private Optional<Finished> end(EndReason reason, @Nullable String error) {
        Optional<Finished> told = voice.leads() ? Optional.empty() : standBy();
        return told.isPresent() ? told : Optional.of(conclusion().reach(now(), reason, error));
    }

    private Optional<Finished> standBy() {
        Instant silentSince = place.clock().instant();
        Order order = order();
        while (place.clock().instant().isBefore(silentSince.plus(WITHOUT_A_WORD))) {
            boolean stays = order instanceof Order.GoOn || order instanceof Order.Stop;
            Optional<Finished> over = stays ? apart() : obey(order);
            if (over.isPresent()) {
                return over;
            }
            if (!orders.crew().leads()) {
                silentSince = place.clock().instant();
            }
            orders.rest(LOOK);
            order = order();
        }
        voice.at(state().step(), order);
        return Optional.empty();
    }

    private @Nullable String fault(EndReason reason) {
        return reason == EndReason.LOSS_NOT_FINITE ? "the loss was not finite after step " + state().step() : null;
    }

    /** While the broker is away for longer than the reports have room, the job stands still and loses nothing. */
    private Optional<Finished> awaitRoom() {
        if (!voice.leads() || place.reports().hasRoom()) {
            return Optional.empty();
        }
        LOG.warn("no room for more reports at step {}; the job waits for the broker", state().step());
        while (voice.leads() && !place.reports().hasRoom()) {
            Optional<Finished> over = obey(order());
            if (over.isPresent()) {
                return over;
            }
            orders.rest(FULL);
        }
        return Optional.empty();
    }

    private boolean evaluationIsDue() {
        return !state().evaluated()
                && stop.evaluatesAt(state().step(), tuner.settings().evaluateEvery());
    }

    private Order order() {
        return orders.at(state().step());
    }

    private Conclusion conclusion() {
        return new Conclusion(place, voice.journal());
    }

    private SavedRun now() {
        return new SavedRun(state(), started);
    }

    private TuningState state() {
        return session.state();
    }
}
