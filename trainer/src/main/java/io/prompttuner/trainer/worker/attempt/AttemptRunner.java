package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.group.live.LiveMember;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.JobSubmitted;
import java.util.Optional;

/**
 * Takes one job at a time from its assignment to the moment it is let go, on the calling thread, as a member of the group
 * that shares it. Keeps nothing of a job that is over.
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
        return assign.team()
                .memberOf(place.worker())
                .map(member -> prepare(assign, member))
                .orElseGet(() -> new Finished(Why.LEFT, "")); // left out again before it began
    }

    private Finished prepare(Assign assign, String member) {
        JobSubmitted job = assign.job();
        return JobPlan.prepare(job.spec(), place.habits())
                .match(
                        plan -> new TaskFinder(place.replica(), place.stores())
                                .find(job)
                                .match(
                                        task -> share(assign, member, plan, task),
                                        no -> impossible(
                                                assign,
                                                no,
                                                journal(place, assign).newest())),
                        no -> impossible(assign, no, Optional.empty()));
    }

    /** What no worker could go on with, the oldest ends for all. */
    private Finished impossible(Assign assign, Prepared.Impossible<?> no, Optional<SavedRun> saved) {
        return assign.team().isOldest(place.worker())
                ? new Conclusion(place, journal(place, assign)).reach(saved.orElse(null), no.reason(), no.error())
                : new Finished(Why.ERROR, no.error());
    }

    private Finished share(Assign assign, String name, JobPlan plan, EncodedTask task) {
        try (LiveMember member = place.door().open(assign.team().name(), name)) {
            var orders = new MemberOrders(place.orders(), member, assign.team());
            Workplace among = place.with(orders);
            return new Entering(among, orders, journal(among, assign), assign.job(), plan, task).toItsEnd();
        }
    }

    private static Journal journal(Workplace place, Assign assign) {
        return new Journal(place, assign.job(), assign.attempt());
    }
}
