package io.prompttuner.scaling.fact;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes facts about one job for tests: each second a record, each topic with offsets of its own. */
public final class JobLog {

    public static final Instant T0 = Instant.parse("2030-01-01T00:00:00Z");

    private static final Target LOSS = new Target(TargetMetric.LOSS, 0.15);

    private final String job;
    private final Map<Topic, Long> offsets = new TreeMap<>();
    private Instant now = T0;

    public JobLog(String job) {
        this.job = job;
    }

    /** Moves the broker's clock. */
    public JobLog at(long seconds) {
        now = T0.plusSeconds(seconds);
        return this;
    }

    public Instant now() {
        return now;
    }

    public JobFact submitted() {
        return submitted(1_000, AfterDeadline.CONTINUE);
    }

    public JobFact submitted(long deadline, AfterDeadline after) {
        return submitted(LOSS, 300, deadline, after);
    }

    /** A job that may take no step. */
    public JobFact onlyToEvaluate() {
        return submitted(LOSS, 0, 1_000, AfterDeadline.CONTINUE);
    }

    /** A job that wants something else than a loss. */
    public JobFact submitted(Target target) {
        return submitted(target, 300, 1_000, AfterDeadline.CONTINUE);
    }

    private JobFact submitted(Target target, long maxSteps, long deadline, AfterDeadline after) {
        var spec =
                new JobSpec("emotion/street", "small-lm", "0".repeat(64), target, maxSteps, 10, 16, 16, 4, 0.003, 1, 1);
        var submitted = new JobSubmitted(
                job, "acme", spec, 7, new Start(StartKind.PLAIN, null, null), T0.plusSeconds(deadline), after, now);
        return JobFact.of(origin(Topic.JOBS), submitted);
    }

    public JobFact cancel() {
        return JobFact.of(origin(Topic.CANCELS), new CancelRequested(job, "acme"));
    }

    public JobFact started(long attempt, long step) {
        return report(StepEvent.started(job, attempt, step, "w", START));
    }

    public JobFact step(long attempt, long step) {
        return step(attempt, step, 2.5 / (1 + step / 10.0));
    }

    public JobFact step(long attempt, long step, double loss) {
        return report(StepEvent.step(job, attempt, step, "w", new Measured(loss, 0.2, 1, 1)));
    }

    /** A step of 0.2 s that several workers shared. */
    public JobFact shared(long attempt, long step, int workers) {
        return report(StepEvent.step(job, attempt, step, "w", new Measured(2.5 / (1 + step / 10.0), 0.2, workers, 1)));
    }

    public JobFact evaluated(long attempt, long step, double loss) {
        return evaluated(attempt, step, new Evaluated(loss, 0.5, loss <= 0.15));
    }

    public JobFact evaluated(long attempt, long step, Evaluated found) {
        return report(StepEvent.evaluated(job, attempt, step, "w", found));
    }

    public JobFact checkpointed(long attempt, long step) {
        return report(StepEvent.checkpointed(job, attempt, step, "w", new Checkpointed(null, null, null)));
    }

    public JobFact ended(long attempt, long step, EndKind kind, EndReason reason) {
        return report(StepEvent.ended(job, attempt, step, "w", new Ended(kind, reason, null, 0.1, 0.9, null)));
    }

    public JobFact succeeded(long attempt, long step) {
        return ended(attempt, step, EndKind.SUCCEEDED, EndReason.TARGET_MET);
    }

    public JobFact bound(long term, long attempt) {
        return assignment(AssignmentKind.BOUND, term, attempt, List.of("w1"), AssignmentReason.ALLOCATED);
    }

    public JobFact adopted(long term, long attempt) {
        return assignment(AssignmentKind.BOUND, term, attempt, List.of("w1"), AssignmentReason.ADOPTED);
    }

    public JobFact resized(long term, long attempt, String... workers) {
        return assignment(AssignmentKind.RESIZED, term, attempt, List.of(workers), AssignmentReason.ALLOCATED);
    }

    public JobFact released(long term, long attempt, AssignmentReason reason) {
        return assignment(AssignmentKind.RELEASED, term, attempt, List.of(), reason);
    }

    public JobFact closed(long term) {
        return assignment(AssignmentKind.CLOSED, term, 0, List.of(), AssignmentReason.ENDED);
    }

    public JobFact report(StepEvent event) {
        return JobFact.of(origin(Topic.STEPS), event);
    }

    private JobFact assignment(
            AssignmentKind kind, long term, long attempt, List<String> workers, AssignmentReason reason) {
        var event =
                new AssignmentEvent(kind, job, term, attempt, null, workers, 2 * workers.size(), 1, 1, reason, null);
        return JobFact.of(origin(Topic.ASSIGNMENTS), event);
    }

    private Origin origin(Topic topic) {
        now = now.plusSeconds(1);
        return new Origin(topic.fullName(), 3, offsets.merge(topic, 1L, Long::sum), now);
    }

    /** How every attempt of a test job begins. */
    public static final Started START =
            new Started(StartKind.PLAIN, null, null, BankAnswer.NOT_ASKED, List.of(), 4, List.of(0.5, -0.5));
}
