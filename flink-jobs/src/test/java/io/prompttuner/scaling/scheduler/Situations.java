package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts for tests of the scheduler: a step takes one second, and every job still needs ten. */
public final class Situations {

    public static final Instant T0 = Instant.parse("2030-01-01T00:00:00Z");

    private Situations() {}

    /** A job that has just arrived. */
    public static JobSituation arrived(String job, long deadline) {
        return of(job, FactKind.ARRIVAL, deadline, 0, false, false);
    }

    /** A job that holds a worker for a minute. */
    public static JobSituation running(String job, long deadline) {
        return of(job, FactKind.REPORT, deadline, 1, false, false);
    }

    public static JobSituation cancelled(String job, long deadline) {
        return of(job, FactKind.CANCEL, deadline, 0, false, false);
    }

    public static JobSituation ended(String job) {
        return of(job, FactKind.END, 100, 1, true, false);
    }

    public static JobSituation gone(String job) {
        return of(job, FactKind.END, 100, 0, true, true);
    }

    /** As {@link #arrived}, but to be stopped at its deadline. */
    public static JobSituation stopping(String job, long deadline) {
        JobSituation job0 = arrived(job, deadline);
        return new JobSituation(
                job0.origin(),
                job0.kind(),
                job,
                "acme",
                "m",
                T0,
                job0.deadline(),
                true,
                1,
                false,
                false,
                false,
                false,
                0,
                0,
                0,
                null,
                null,
                job0.forecast(),
                1,
                0);
    }

    /** A job that has held so many workers for a minute, and may hold two. */
    public static JobSituation sharing(String job, long deadline, int held) {
        JobSituation one = running(job, deadline);
        return new JobSituation(
                one.origin(),
                one.kind(),
                job,
                "acme",
                "m",
                T0,
                one.deadline(),
                false,
                2,
                false,
                false,
                false,
                true,
                1,
                1,
                held,
                one.heldSince(),
                one.reportedSince(),
                one.forecast(),
                1,
                0);
    }

    public static FleetFact capacity(long term, int gpus) {
        return new FleetFact(origin("fleet", T0), FleetEvent.CAPACITY_KEY, FleetEvent.capacity(term, gpus));
    }

    public static FleetFact worker(long term, String worker, WorkerPhase phase, long since) {
        var fact = new WorkerFact(worker, "m", phase, 1, null, T0.plusSeconds(since));
        return new FleetFact(origin("fleet", T0.plusSeconds(since)), worker, FleetEvent.of(term, fact));
    }

    public static Origin origin(String topic, Instant at) {
        return new Origin(topic, 3, 77, at);
    }

    private static JobSituation of(String job, FactKind kind, long deadline, int held, boolean ended, boolean gone) {
        @Nullable Instant since = held > 0 ? T0.minusSeconds(60) : null;
        return new JobSituation(
                origin("steps", T0),
                kind,
                job,
                "acme",
                "m",
                T0,
                T0.plusSeconds(deadline),
                false,
                1,
                kind == FactKind.CANCEL,
                ended,
                gone,
                held > 0,
                held,
                held,
                held,
                since,
                since,
                new StepsForecast(0, 9, 10, 11, 300, 1),
                1,
                0);
    }
}
