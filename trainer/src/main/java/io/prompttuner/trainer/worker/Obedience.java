package io.prompttuner.trainer.worker;

import io.prompttuner.trainer.worker.Phase.Busy;
import java.util.Optional;

/** What a worker does with a command of a controller that may be obeyed. */
record Obedience(WorkerState state) implements Command.Visitor<Turn> {

    @Override
    public Turn assign(Command.Assign assign) {
        if (alreadyLetGo(assign)) {
            return ignored();
        }
        if (state.phase() instanceof Phase.Warm) {
            return WorkerRule.begun(state, assign);
        }
        return state.phase().busy().map(busy -> meanwhile(busy, assign)).orElse(ignored());
    }

    @Override
    public Turn pause(Command.Pause pause) {
        return ordered(pause.job(), pause.attempt(), new Order.Pause(Why.PAUSED));
    }

    @Override
    public Turn stop(Command.Stop stop) {
        return ordered(stop.job(), stop.attempt(), new Order.Stop(stop.reason()));
    }

    @Override
    public Turn drop(Command.Drop drop) {
        return ordered(drop.job(), drop.attempt(), new Order.Drop());
    }

    @Override
    public Turn acknowledge() {
        return ignored();
    }

    /** A newer attempt of the job at hand is entered from memory; anything else waits until this one is let go. */
    private Turn meanwhile(Busy busy, Command.Assign assign) {
        Holding held = busy.holding();
        if (held.is(assign.job().job(), assign.attempt())) {
            return ignored();
        }
        if (!busy.goesOn()) {
            return Turn.quiet(state.in(new Busy(held, busy.order(), busy.ending(), assign)));
        }
        boolean newer = held.job().equals(assign.job().job()) && held.attempt() < assign.attempt();
        return newer ? Turn.quiet(state.in(Busy.with(assign).holding(entered(held, assign)))) : ignored();
    }

    private static Holding entered(Holding held, Command.Assign assign) {
        return new Holding(held.job(), assign.attempt(), held.step(), assign.batchScale());
    }

    private Turn ordered(String job, long attempt, Order order) {
        Optional<Busy> meant = state.phase()
                .busy()
                .filter(busy -> busy.holding().is(job, attempt))
                .filter(busy -> !busy.ending() || order instanceof Order.Drop);
        return meant.map(busy -> Turn.quiet(state.in(busy.ordered(order)))).orElse(ignored());
    }

    /** Commands are repeated, so one that came before must not bring back what was let go. */
    private boolean alreadyLetGo(Command.Assign assign) {
        Holding last = state.last();
        return last != null && last.job().equals(assign.job().job()) && assign.attempt() <= last.attempt();
    }

    private Turn ignored() {
        return Turn.quiet(state);
    }
}
