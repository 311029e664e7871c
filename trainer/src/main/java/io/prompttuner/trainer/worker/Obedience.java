package io.prompttuner.trainer.worker;

import io.prompttuner.trainer.worker.Phase.Busy;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
    public Turn resize(Command.Resize resize) {
        return state.phase()
                .busy()
                .map(busy -> resized(busy, resize))
                .map(busy -> Turn.quiet(state.in(busy)))
                .orElse(ignored());
    }

    @Override
    public Turn pause(Command.Pause pause) {
        return ordered(pause.job(), pause.attempt(), before -> new Order.Pause(Why.PAUSED));
    }

    @Override
    public Turn stop(Command.Stop stop) {
        return ordered(stop.job(), stop.attempt(), before -> new Order.Stop(stop.reason(), before.sharedBy()));
    }

    @Override
    public Turn drop(Command.Drop drop) {
        return ordered(drop.job(), drop.attempt(), before -> new Order.Drop());
    }

    @Override
    public Turn acknowledge() {
        return ignored();
    }

    /** A newer attempt of the job at hand takes its place; anything else waits until this one is let go. */
    private Turn meanwhile(Busy busy, Command.Assign assign) {
        Holding held = busy.holding();
        if (held.is(assign.job().job(), assign.attempt())) {
            return Turn.quiet(state.in(newer(busy, assign.team())));
        }
        if (!busy.goesOn()) {
            return Turn.quiet(state.in(busy.then(assign)));
        }
        boolean newer = held.job().equals(assign.job().job()) && held.attempt() < assign.attempt();
        return newer ? superseded(busy, assign) : ignored();
    }

    /** With the same team it is entered; with another one, what is at hand was given up, and the job begins anew. */
    private Turn superseded(Busy busy, Command.Assign assign) {
        Busy next = busy.isOf(assign.team())
                ? Busy.with(assign).holding(entered(busy.holding(), assign))
                : busy.ordered(new Order.Drop()).then(assign);
        return Turn.quiet(state.in(next));
    }

    private static Holding entered(Holding held, Command.Assign assign) {
        return new Holding(
                held.job(),
                assign.attempt(),
                held.step(),
                assign.batchScale(),
                assign.team().generation());
    }

    /** The team of what is held, or of what is to be begun next. */
    private static Busy resized(Busy busy, Command.Resize resize) {
        if (busy.holding().is(resize.job(), resize.attempt())) {
            return newer(busy, resize.team());
        }
        Command.@Nullable Assign next = busy.next();
        if (next == null
                || next.attempt() != resize.attempt()
                || !next.job().job().equals(resize.job())) {
            return busy;
        }
        return busy.then(new Command.Assign(next.job(), next.attempt(), next.batchScale(), resize.team()));
    }

    /** What was told late, or again, changes nothing. */
    private static Busy newer(Busy busy, Team team) {
        return busy.holding().generation() < team.generation() ? busy.of(team) : busy;
    }

    private Turn ordered(String job, long attempt, UnaryOperator<Order> after) {
        Optional<Busy> meant =
                state.phase().busy().filter(busy -> busy.holding().is(job, attempt));
        return meant.map(busy -> ordered(busy, after.apply(busy.order()))).orElse(ignored());
    }

    private Turn ordered(Busy busy, Order order) {
        return busy.ending() && !(order instanceof Order.Drop) ? ignored() : Turn.quiet(state.in(busy.ordered(order)));
    }

    /** Commands are repeated, so one that came before must not bring back what was let go. */
    private boolean alreadyLetGo(Command.Assign assign) {
        Holding last = state.last();
        return last != null && last.job().equals(assign.job().job()) && !isNewer(assign, last);
    }

    /** Who has left a team may be called back to it, under the same attempt. */
    private static boolean isNewer(Command.Assign assign, Holding last) {
        return assign.attempt() > last.attempt()
                || (assign.attempt() == last.attempt() && assign.team().generation() > last.generation());
    }

    private Turn ignored() {
        return Turn.quiet(state);
    }
}
