package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.JobSubmitted;
import java.util.Optional;

/**
 * Takes one job at a time from its assignment to the moment it is let go, on the calling thread. Keeps nothing of a job
 * that is over.
 */
public final class AttemptRunner {

    private final Workplace place;

    public AttemptRunner(Workplace place) {
        this.place = place;
    }

    /** Runs an attempt to its end. What throws here is a fault of this worker: another one may try. */
    public Finished run(Assign assign) {
        JobSubmitted job = assign.job();
        if (!job.spec().baseModel().equals(place.replica().name())) {
            return new Finished(
                    Why.ERROR,
                    "this worker holds %s, not %s"
                            .formatted(place.replica().name(), job.spec().baseModel()));
        }
        var journal = new Journal(place, job, assign.attempt());
        return JobPlan.prepare(job.spec(), place.habits())
                .match(
                        plan -> prepare(job, plan, journal),
                        no -> new Conclusion(place, journal).reach(null, no.reason(), no.error()));
    }

    private Finished prepare(JobSubmitted job, JobPlan plan, Journal journal) {
        Optional<SavedRun> saved = journal.newest();
        return new TaskFinder(place.replica(), place.stores())
                .find(job)
                .match(
                        task -> {
                            var tuning = new Tuning(job, plan, task, journal);
                            return saved.map(run -> resume(tuning, run)).orElseGet(() -> open(tuning));
                        },
                        no -> new Conclusion(place, journal).reach(saved.orElse(null), no.reason(), no.error()));
    }

    private Finished resume(Tuning tuning, SavedRun saved) {
        tuning.journal().started(saved.state().step(), saved.record().started());
        return tune(tuning, saved);
    }

    private Finished open(Tuning tuning) {
        var end = new Conclusion(place, tuning.journal());
        return new FieldFinder(place, tuning.job(), tuning.task())
                .find()
                .match(field -> begin(tuning, field), no -> end.reach(null, no.reason(), no.error()));
    }

    private Finished begin(Tuning tuning, Field field) {
        var opening = new Opening(
                field,
                tuning.tuner(place.replica()),
                tuning.plan(),
                tuning.job().seed());
        Order order = opening.decide(place.orders());
        if (!(order instanceof Order.GoOn goOn)) {
            return new Conclusion(place, tuning.journal()).unbegun(order);
        }
        tuning.journal().enter(goOn.attempt());
        SavedRun begun = opening.begun();
        if (!tuning.journal().save(begun)) {
            return new Conclusion(place, tuning.journal())
                    .unbegun(place.orders().pending());
        }
        tuning.journal().started(begun.state().step(), begun.record().started());
        return tune(tuning, begun);
    }

    private Finished tune(Tuning tuning, SavedRun from) {
        var session =
                new TuningSession(tuning.tuner(place.replica()), tuning.plan().stop(), from.state());
        return new StepLoop(place, tuning.journal(), tuning.plan(), session, from.record()).toItsEnd();
    }

    /** A job with all that its steps need. */
    private record Tuning(JobSubmitted job, JobPlan plan, EncodedTask task, Journal journal) {

        Tuner tuner(Replica replica) {
            return new Tuner(replica.model(), task, plan.settings());
        }
    }
}
