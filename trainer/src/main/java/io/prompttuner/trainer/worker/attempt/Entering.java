package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.tuning.AnswerExam;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.wire.event.JobSubmitted;

/**
 * How a run comes into the group that shares its job: it goes on from where the others stand or, as the oldest of those who
 * stand nowhere, from the newest checkpoint, or begins.
 *
 * @param place whose orders are {@code orders}
 */
record Entering(
        Workplace place, MemberOrders orders, Journal journal, JobSubmitted job, JobPlan plan, EncodedTask task) {

    /** Comes in, and works until it lets go. */
    Finished toItsEnd() {
        return orders.crew()
                .join(this::isKeptOut)
                .match(
                        given -> tune(SavedRun.handedOn(given.state(), given.note()), false),
                        () -> journal.newest().map(this::resume).orElseGet(this::open),
                        this::keptOut);
    }

    private boolean isKeptOut() {
        return !(orders.pending() instanceof Order.GoOn);
    }

    /** One that is to stop the job does not know where it stands: others end it or, if there are none, the controller. */
    private Finished keptOut() {
        Order order = orders.pending();
        boolean leaves = order instanceof Order.GoOn || order instanceof Order.Stop;
        return leaves ? end().left() : end().unbegun(order);
    }

    private Finished resume(SavedRun saved) {
        journal.started(saved.state().step(), saved.started());
        return tune(saved, true);
    }

    private Finished open() {
        return new FieldFinder(place, job, task)
                .find()
                .match(this::begin, no -> end().reach(null, no.reason(), no.error()));
    }

    private Finished begin(Field field) {
        var alone = new Tuner(place.replica().model(), task, plan.settings());
        var opening = new Opening(field, alone, plan, job.seed());
        Order order = opening.decide(orders);
        if (!(order instanceof Order.GoOn goOn)) {
            return end().unbegun(order);
        }
        journal.enter(goOn.attempt());
        SavedRun begun = opening.begun();
        if (!journal.save(begun)) {
            return end().unbegun(orders.pending());
        }
        journal.started(begun.state().step(), begun.started());
        return tune(begun, true);
    }

    /** With {@code leads}, how the job started is written down already. */
    private Finished tune(SavedRun from, boolean leads) {
        orders.crew().note(from.note());
        AnswerExam exam = place.replica().encoder().exam(place.replica().model(), task, plan.stop());
        var tuner = new Tuner(place.replica().model(), task, plan.settings(), orders.crew(), exam);
        var voice = new Voice(orders.crew(), journal, from.started(), leads);
        return new StepLoop(place, orders, voice, tuner, plan.stop(), from).toItsEnd();
    }

    private Conclusion end() {
        return new Conclusion(place, journal);
    }
}
