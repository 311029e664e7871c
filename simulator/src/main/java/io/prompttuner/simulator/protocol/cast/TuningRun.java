package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.simulator.protocol.judge.Course;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.trainer.worker.Command;
import io.prompttuner.trainer.worker.Happening;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepEvent;
import java.util.List;
import java.util.Optional;

/**
 * The run of one job on one worker, reduced to what others can see of it. It asks for orders at the same places as the
 * trainer's own loop, and obeys them in the same order: a drop before anything is written, the others after it. Of several
 * that share a job one speaks; the others stand where it stands.
 */
final class TuningRun {

    private static final int RETRY_MS = 3_000;
    private static final int SETTLE_MS = 2_000;
    private static final int BREAKS = 150;
    private static final int BAD_MOMENT = 8;
    private static final int ASK_AGAIN_MS = 200;
    private static final int GRACE_MS = 2_000;

    private final Cast cast;
    private final Worker worker;
    private final Course course;
    private final String job;
    private final int stepMillis;
    private final Seat seat;
    private long attempt;
    private long step;
    private boolean evaluated;
    private boolean saved;
    private boolean stands;
    private boolean spoke;
    private boolean ending;
    private boolean over;

    TuningRun(Cast cast, Worker worker, Command.Assign assign) {
        this.cast = cast;
        this.worker = worker;
        this.course = new Course(assign.job());
        this.job = assign.job().job();
        this.attempt = assign.attempt();
        this.stepMillis = cast.chance.isCalm() ? 150 : cast.chance.between(50, cast.chance.oneIn(2) ? 4_000 : 600);
        this.seat = new Seat(cast, this, worker.id(), assign.team());
        worker.later(cast.chance.delay(), this::join);
    }

    /** Whether others that share the job hear of it. */
    boolean isReachable() {
        return !over && worker.isReachable();
    }

    /** Whether it knows where the job stands. */
    boolean stands() {
        return stands;
    }

    // the beginning

    private void join() {
        Order order = worker.pending();
        if (order instanceof Order.GoOn goOn) {
            seat.follow(goOn.team());
        } else if (!(order instanceof Order.Stop)) {
            unbegun(order);
            return;
        }
        Optional<TuningRun> other = seat.standing();
        if (seat.isDismissed()) {
            finish(Why.LEFT);
        } else if (other.isPresent()) {
            standAt(other.get());
            obey(worker.atBoundary(step));
        } else if (seat.isToBegin()) {
            open();
        } else if (order instanceof Order.Stop) {
            finish(Why.LEFT); // where the job stands it does not know, so it can't end it
        } else {
            worker.later(ASK_AGAIN_MS, this::join);
        }
    }

    private void standAt(TuningRun other) {
        saved &= step == other.step;
        step = other.step;
        evaluated = other.evaluated;
        stands = true;
    }

    private void open() {
        Optional<Shelf.Saved> newest = cast.shelf.newest(job);
        if (newest.isPresent()) {
            step = newest.get().step();
            evaluated = newest.get().evaluated();
        } else {
            Order order = worker.atBoundary(0);
            if (!(order instanceof Order.GoOn goOn)) {
                unbegun(order);
                return;
            }
            attempt = goOn.attempt();
            save();
            saved = false;
        }
        stands = true;
        speak();
        obey(worker.atBoundary(step));
    }

    private void unbegun(Order order) {
        if (order instanceof Order.Stop stop) {
            reach(stop.reason());
        } else if (order instanceof Order.Pause pause) {
            finish(pause.why());
        } else {
            giveUp();
        }
    }

    // step after step

    private void goOn() {
        if (cast.chance.mishap(course.breaksAfter(step) ? 1 : BREAKS)) {
            breaks();
            return;
        }
        worker.later(stepMillis, this::advance);
    }

    private void breaks() {
        over = true;
        seat.leave();
        if (cast.chance.oneIn(3)) {
            worker.crash();
        } else {
            worker.finish(this, new Happening.Finished(Why.ERROR, "something is broken here"));
        }
    }

    private void advance() {
        Optional<TuningRun> lead = seat.lead();
        if (lead.isPresent() || seat.isDismissed()) {
            follow(lead);
            return;
        }
        boolean evaluates = !evaluated && course.isEvaluatedAt(step);
        Optional<EndReason> end = evaluated ? course.endAt(step) : Optional.empty();
        boolean diverges = !evaluates && course.divergesAfter(step);
        if (!evaluates && end.isEmpty() && !diverges) {
            step++;
            evaluated = false;
            saved = false;
        }
        Order order = worker.atBoundary(step);
        if (order instanceof Order.Drop) {
            obey(order);
            return;
        }
        enter(order);
        speak();
        if (evaluates) {
            afterEvaluation(order);
        } else if (end.isPresent()) {
            reach(end.get());
        } else if (diverges) {
            reach(EndReason.LOSS_NOT_FINITE);
        } else {
            afterStep(order);
        }
    }

    /** Computes with the others, and says nothing. */
    private void follow(Optional<TuningRun> lead) {
        spoke = false;
        lead.filter(other -> other.step >= step).ifPresent(this::standAt);
        Order order = worker.atBoundary(step);
        if (order instanceof Order.Drop || order instanceof Order.Leave) {
            giveUp();
        } else if (order instanceof Order.Pause pause) {
            settle(pause.why());
        } else if (seat.isDismissed()) {
            settle(Why.LEFT);
        } else {
            enter(order);
            goOn();
        }
    }

    private void afterStep(Order order) {
        var measured = new Measured(course.trainingLoss(step, attempt), stepMillis / 1000.0, seat.atWork(), 1);
        write(StepEvent.step(job, attempt, step, worker.id(), measured));
        if (order instanceof Order.GoOn && !course.isEvaluatedAt(step) && cast.chance.oneIn(3)) {
            checkpoint();
        }
        obey(order);
    }

    private void afterEvaluation(Order order) {
        evaluated = true;
        boolean met = course.meets(step);
        var found = new Evaluated(course.heldOutLoss(step), 0, met);
        write(StepEvent.evaluated(job, attempt, step, worker.id(), found));
        checkpoint();
        if (met) {
            goOn();
        } else {
            obey(order);
        }
    }

    private void obey(Order order) {
        if (order instanceof Order.GoOn) {
            enter(order);
            goOn();
        } else if (order instanceof Order.Stop stop) {
            speakLast(stop.reason());
        } else if (order instanceof Order.Pause pause) {
            if (!saved && seat.leads()) {
                checkpoint();
            }
            settle(pause.why());
        } else {
            if (order instanceof Order.Leave && !saved && seat.leads()) {
                checkpoint();
            }
            giveUp();
        }
    }

    /** A newer attempt is entered from memory. */
    private void enter(Order order) {
        if (order instanceof Order.GoOn goOn) {
            cast.findings.check(
                    !seat.isElsewhere(goOn.team()),
                    Property.AS_BOUND,
                    () -> "%s is told to go on among others: %s".formatted(worker, goOn));
            seat.follow(goOn.team());
            if (goOn.attempt() != attempt) {
                attempt = goOn.attempt();
                spoke = false;
            }
        }
    }

    /** Whoever speaks first under an attempt, or after another, begins by repeating how the job started. */
    private void speak() {
        if (!spoke) {
            spoke = true;
            started();
        }
    }

    // the end

    /** Told to stop: whoever speaks for all ends the job; another waits to be told to drop it, and for the lead's end. */
    private void speakLast(EndReason reason) {
        Order order = worker.pending();
        if (order.endsWaiting()) {
            giveUp();
        } else if (!stands || seat.leads()) {
            speak();
            reach(reason);
        } else {
            seat.lead().ifPresent(this::standAt);
            worker.later(GRACE_MS, () -> speakLast(reason));
        }
    }

    private void reach(EndReason reason) {
        worker.happens(new Happening.Ending());
        ending = true;
        if (cast.chance.mishap(BAD_MOMENT)) {
            worker.loseTouch();
        }
        EndKind kind = switch (reason) {
            case TARGET_MET -> EndKind.SUCCEEDED;
            case CANCEL_REQUESTED -> EndKind.CANCELLED;
            case LOSS_NOT_FINITE -> EndKind.DIVERGED;
            default -> EndKind.EXHAUSTED;
        };
        var ended = new Ended(kind, reason, prompt(), course.heldOutLoss(step), 0.0, null);
        say(StepEvent.ended(job, attempt, step, worker.id(), ended));
    }

    private void say(StepEvent ended) {
        if (!over) {
            worker.producer().send(Topic.STEPS, job, ended, () -> finish(Why.ENDED));
            worker.later(RETRY_MS, () -> say(ended));
        }
    }

    /** While it waits for the end to be acknowledged, only a drop or the end of the process can still reach it. */
    void look() {
        if (ending && !over && worker.pending().endsWaiting()) {
            giveUp();
        }
    }

    private void giveUp() {
        if (worker.pending() instanceof Order.Drop) {
            worker.producer().giveUp();
            finish(Why.DROPPED);
        } else {
            finish(Why.PAUSED);
        }
    }

    /** Gives the last reports some time to arrive. */
    private void settle(Why why) {
        worker.later(cast.chance.between(1, cast.chance.isCalm() ? 50 : SETTLE_MS), () -> finish(why));
    }

    private void finish(Why why) {
        if (!over) {
            over = true;
            seat.leave();
            worker.finish(this, new Happening.Finished(why, ""));
        }
    }

    // what it writes

    private void started() {
        var started = new Started(
                course.job().start().kind(),
                null,
                null,
                BankAnswer.NOT_ASKED,
                List.of(),
                course.raceSteps(),
                List.of());
        write(StepEvent.started(job, attempt, step, worker.id(), started));
    }

    private void save() {
        cast.shelf.put(job, new Shelf.Saved(attempt, step, evaluated));
        saved = true;
    }

    private void checkpoint() {
        save();
        write(StepEvent.checkpointed(job, attempt, step, worker.id(), new Checkpointed(prompt(), 0.5, 0.0)));
    }

    private String prompt() {
        return "prompt-of-%s-at-%d".formatted(job, step);
    }

    private void write(StepEvent report) {
        worker.producer().send(report);
    }
}
