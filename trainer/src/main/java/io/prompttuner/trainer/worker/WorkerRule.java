package io.prompttuner.trainer.worker;

import io.prompttuner.trainer.worker.FleetMessage.Attached;
import io.prompttuner.trainer.worker.FleetMessage.Failed;
import io.prompttuner.trainer.worker.FleetMessage.Heartbeat;
import io.prompttuner.trainer.worker.FleetMessage.LetGo;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Happening.Loaded;
import io.prompttuner.trainer.worker.Happening.Told;
import io.prompttuner.trainer.worker.Phase.Busy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a worker does. Pure: same state, same happening, same time, same turn.
 *
 * @param orphanedAfter without a word from a controller the job is checkpointed and let go
 * @param silence after it an open stream is given up for another: whoever is at its other end does not answer
 */
public record WorkerRule(Duration orphanedAfter, Duration silence) {

    public static final WorkerRule DEFAULT = new WorkerRule(Duration.ofMinutes(1), Duration.ofSeconds(20));

    /** What comes of a happening. */
    public Turn on(WorkerState state, Happening happening, Instant now) {
        return happening.accept(new Judge(state, now));
    }

    static Turn begun(WorkerState state, Command.Assign assignment) {
        return new Turn(state.in(Busy.with(assignment)), List.of(new Effect.Begin(assignment)));
    }

    /** Says something, if anyone listens: whoever opens the stream again is told all that counts when it attaches. */
    private static Turn saying(WorkerState state, FleetMessage message) {
        return new Turn(state, state.connected() ? List.of(new Effect.Say(message)) : List.of());
    }

    private final class Judge implements Happening.Visitor<Turn> {

        private final WorkerState state;
        private final Instant now;

        Judge(WorkerState state, Instant now) {
            this.state = state;
            this.now = now;
        }

        @Override
        public Turn connected() {
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.Say(
                    new Attached(state.term(), state.phase().warm(), state.numerics(), state.holding())));
            if (state.phase() instanceof Phase.Broken broken) {
                effects.add(new Effect.Say(new Failed(broken.error())));
            }
            return new Turn(state.connected(now), effects);
        }

        @Override
        public Turn disconnected() {
            return Turn.quiet(state.connected(null));
        }

        @Override
        public Turn told(Told told) {
            return told.term() < state.term()
                    ? Turn.quiet(state)
                    : told.command().accept(new Obedience(state.heard(told.term(), now)));
        }

        @Override
        public Turn loaded(Loaded loaded) {
            return state.phase() instanceof Phase.Loading
                    ? saying(
                            state.loaded(loaded.numerics()), new FleetMessage.Warm(loaded.seconds(), loaded.numerics()))
                    : Turn.quiet(state);
        }

        @Override
        public Turn broken(String error) {
            return saying(state.in(new Phase.Broken(error)), new Failed(error));
        }

        @Override
        public Turn boundary(long step) {
            return whileBusy(
                    busy -> Turn.quiet(state.in(busy.holding(busy.holding().at(step)))));
        }

        @Override
        public Turn ending() {
            return whileBusy(busy -> Turn.quiet(state.in(new Busy(busy.holding(), busy.order(), true, busy.next()))));
        }

        @Override
        public Turn finished(Finished finished) {
            return whileBusy(busy -> busy.order() instanceof Order.Leave
                    ? Turn.quiet(state.letGo(busy.holding(), new Phase.Closed()))
                    : letGo(busy, finished));
        }

        @Override
        public Turn tick() {
            WorkerState judged = orphaned() ? state.in(paused(Why.ORPHANED)) : state;
            Instant since = judged.connectedSince();
            if (since == null) {
                return Turn.quiet(judged);
            }
            return passed(silence, since) && passed(silence, judged.heard())
                    ? new Turn(judged.connected(null), List.of(new Effect.Reconnect()))
                    : saying(judged, new Heartbeat(judged.holding()));
        }

        @Override
        public Turn shuttingDown() {
            if (state.phase() instanceof Phase.Broken) {
                return Turn.quiet(state);
            }
            Phase next = state.phase()
                    .busy()
                    .<Phase>map(busy -> busy.ordered(new Order.Leave()))
                    .orElseGet(Phase.Closed::new);
            return Turn.quiet(state.in(next));
        }

        private Turn letGo(Busy busy, Finished finished) {
            Command.@Nullable Assign next = busy.next();
            LetGo said = new LetGo(busy.holding(), finished.why(), finished.error());
            Turn free = saying(state.letGo(busy.holding(), new Phase.Warm()), said);
            return next == null ? free : free.then(begun(free.state(), next));
        }

        private boolean orphaned() {
            return state.phase().busy().filter(Busy::goesOn).isPresent() && passed(orphanedAfter, state.heard());
        }

        private Phase paused(Why why) {
            return state.phase()
                    .busy()
                    .<Phase>map(busy -> busy.ordered(new Order.Pause(why)))
                    .orElse(state.phase());
        }

        private boolean passed(Duration time, Instant since) {
            return !now.isBefore(since.plus(time));
        }

        private Turn whileBusy(Function<Busy, Turn> then) {
            return state.phase().busy().map(then).orElse(Turn.quiet(state));
        }
    }
}
