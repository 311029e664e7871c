package io.prompttuner.trainer.worker.process;

import io.prompttuner.trainer.worker.Command;
import io.prompttuner.trainer.worker.FleetMessage;
import io.prompttuner.trainer.worker.Happening;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Phase;
import io.prompttuner.trainer.worker.Turn;
import io.prompttuner.trainer.worker.WorkerRule;
import io.prompttuner.trainer.worker.WorkerState;
import io.prompttuner.trainer.worker.attempt.Orders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Where everything that happens to a worker comes together, one thing at a time, and is judged by the rule. */
final class Desk implements Orders {

    /** Who carries effects out; called one at a time, and must not make its caller wait. */
    interface Hands {
        void say(FleetMessage message);

        void begin(Command.Assign assignment);

        void reconnect();
    }

    private final WorkerRule rule;
    private final InstantSource clock;
    private final Hands hands;
    private WorkerState state;

    Desk(WorkerRule rule, InstantSource clock, Hands hands) {
        this.rule = rule;
        this.clock = clock;
        this.hands = hands;
        this.state = WorkerState.begin(clock.instant());
    }

    synchronized void happens(Happening happening) {
        WorkerState before = state;
        Turn turn = rule.on(state, happening, clock.instant());
        state = turn.state();
        turn.effects().forEach(effect -> effect.match(hands::say, hands::begin, hands::reconnect));
        if (!state.equals(before)) {
            notifyAll();
        }
    }

    synchronized WorkerState state() {
        return state;
    }

    /** Waits until the state is such, at most so long; whether it is. */
    synchronized boolean await(Predicate<WorkerState> such, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); !such.test(state) && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return such.test(state);
    }

    @Override
    public synchronized Order at(long step) {
        happens(new Happening.Boundary(step));
        return pending();
    }

    @Override
    public synchronized Order pending() {
        return state.phase().busy().map(Phase.Busy::order).orElseGet(Order.Leave::new);
    }

    @Override
    public void ending() {
        happens(new Happening.Ending());
    }

    @Override
    public void rest(Duration time) {
        Order now = pending();
        try {
            await(state -> !pending().equals(now), time);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts a run", interrupted);
        }
    }
}
