package io.prompttuner.controller.decide;

import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.Team;
import io.prompttuner.controller.message.WorkerMessage.Attached;
import io.prompttuner.controller.rule.BaseModel;
import io.prompttuner.controller.rule.Generations;
import io.prompttuner.controller.rule.Rules;
import io.prompttuner.controller.rule.Setup;
import io.prompttuner.controller.rule.Windows;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.event.Verdict;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as the other parts of the platform would write them. */
final class Facts {

    static final Instant T0 = Instant.parse("2030-01-01T00:00:00Z");
    static final String MODEL = "small-lm";
    static final String HASH = "c0ffee";
    static final String NUMERICS = "float32, 1 thread";
    static final long EPOCH = 3;

    private Facts() {}

    static Setup setup(int capacity, Rules rules) {
        return setup(capacity, false, rules);
    }

    static Setup setup(int capacity, boolean mixedNumerics, Rules rules) {
        return new Setup(capacity, Map.of(MODEL, new BaseModel(HASH, 1)), mixedNumerics, Windows.DEFAULT, rules);
    }

    static JobSubmitted job(String id) {
        return job(id, T0.plusSeconds(600));
    }

    static JobSubmitted job(String id, Instant deadline) {
        var target = new Target(TargetMetric.LOSS, 0.15);
        var spec = new JobSpec("emotion/street", MODEL, "ab".repeat(32), target, 300, 10, 16, 16, 4, 0.003, 1, 0.5);
        return new JobSubmitted(
                id, "acme", spec, 7, new Start(StartKind.PLAIN, null, null), deadline, AfterDeadline.CONTINUE, T0);
    }

    static Allocation running(String job, long epoch, long sequence) {
        return running(job, epoch, sequence, 1.0);
    }

    static Allocation running(String job, long epoch, long sequence, double scale) {
        return wish(job, epoch, sequence, Wish.RUNNING, scale, WishReason.MEETS_DEADLINE);
    }

    static Allocation paused(String job, long epoch, long sequence) {
        return wish(job, epoch, sequence, Wish.PAUSED, 1, WishReason.YIELDED_TO_MORE_URGENT);
    }

    static Allocation cancelled(String job, long epoch, long sequence) {
        return wish(job, epoch, sequence, Wish.STOPPED, 1, WishReason.CANCEL_REQUESTED);
    }

    /** To run on so many workers. */
    static Allocation shared(String job, int workers, long sequence) {
        var one = running(job, EPOCH, sequence);
        return new Allocation(
                job, EPOCH, sequence, Wish.RUNNING, workers, 1, one.reason(), one.decision(), one.cause());
    }

    static Allocation wish(String job, long epoch, long sequence, Wish wish, double scale, WishReason reason) {
        int workers = wish == Wish.RUNNING ? 1 : 0;
        var cause = new Cause(FactKind.TIME, "prompttuner.jobs.v1", 0, 0, T0);
        return new Allocation(
                job, epoch, sequence, wish, workers, scale, reason, epoch + "-" + sequence + "-" + job, cause);
    }

    static PoolTarget pool(int workers, long epoch, long sequence) {
        return new PoolTarget(MODEL, workers, epoch, sequence, PoolReason.JOBS_WAITING);
    }

    static AssignmentEvent bound(String job, long term, long attempt, String... workers) {
        return assignment(
                AssignmentKind.BOUND, job, term, attempt, AssignmentReason.ALLOCATED, List.of(workers), "bound");
    }

    static AssignmentEvent released(String job, long term, long attempt, AssignmentReason reason) {
        return assignment(AssignmentKind.RELEASED, job, term, attempt, reason, List.of(), "released " + attempt);
    }

    static AssignmentEvent closed(String job, long term) {
        return assignment(AssignmentKind.CLOSED, job, term, 0, AssignmentReason.ENDED, List.of(), null);
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // the record it makes has more
    private static AssignmentEvent assignment(
            AssignmentKind kind,
            String job,
            long term,
            long attempt,
            AssignmentReason reason,
            List<String> workers,
            @Nullable String detail) {
        Integer generation = workers.isEmpty() ? null : 0;
        String numerics = workers.isEmpty() ? null : NUMERICS;
        return new AssignmentEvent(
                kind, job, term, attempt, generation, workers, numerics, workers.size(), EPOCH, 1, reason, detail);
    }

    static Attached attached(long term, boolean warm, @Nullable Holding holding) {
        return new Attached(MODEL, HASH, 1, term, warm, "host:1", NUMERICS, holding);
    }

    /** What a worker holds that knows only of those who were bound with it. */
    static Holding holding(String job, long attempt, long step, double scale) {
        return new Holding(job, attempt, step, scale, Generations.of(attempt, 0));
    }

    /** Those who share a job {@code j} since they were bound to it. */
    static Team team(long attempt, String... workers) {
        return team(Generations.of(attempt, 0), Generations.of(attempt, 0), workers);
    }

    /** Those who share a job {@code j}, all of them since it was founded. */
    static Team team(long founded, long generation, String... workers) {
        return new Team(
                "j@" + founded,
                generation,
                Arrays.stream(workers)
                        .map(worker -> new Team.Seat(worker, worker + "@" + founded, "host:1"))
                        .toList());
    }

    static StepEvent checkpointed(String job, long attempt, long step) {
        return StepEvent.checkpointed(job, attempt, step, "w", new Checkpointed("p" + step, 1.0 / (step + 1), 0.5));
    }

    static StepEvent ended(String job, long attempt, long step) {
        return StepEvent.ended(job, attempt, step, "w-1", end());
    }

    static Ended end() {
        return new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, "best", 0.1, 1.0, null);
    }

    static Outcome outcome(String job) {
        JobSubmitted submitted = job(job);
        return new Outcome(
                job,
                submitted.tenant(),
                submitted.spec(),
                T0,
                T0,
                submitted.deadline(),
                Verdict.MET,
                end(),
                10,
                0,
                1,
                1,
                1,
                List.of(),
                null,
                List.of());
    }
}
