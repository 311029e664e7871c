package io.prompttuner.wire;

import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Candidate;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.CurvePoint;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.Option;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Recipe;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.ScheduleKind;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.event.TermClaim;
import io.prompttuner.wire.event.Verdict;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One event of every kind, by the name of its golden file. */
final class Samples {

    static final Instant T0 = Instant.ofEpochMilli(1_893_456_000_000L);
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String JOB = "j-4k2m9";
    private static final Target TARGET = new Target(TargetMetric.LOSS, 0.15);
    private static final JobSpec SPEC =
            new JobSpec("emotion/street", "small-lm", SHA, TARGET, 300, 10, 16, 16, 4, 0.003, 2, 0.5);
    private static final JobSpec SPEC_WITH_RECIPE = new JobSpec(
            "emotion/street",
            "small-lm",
            SHA,
            TARGET,
            300,
            10,
            16,
            16,
            4,
            0.003,
            2,
            0.5,
            new Recipe(ScheduleKind.CONSTANT_WITH_WARMUP, 20L, 0.01, 0.5, 8, 0.005));
    private static final Started STARTED = new Started(
            StartKind.PROMPT,
            SHA,
            "j-0aa11",
            BankAnswer.CANDIDATES,
            List.of(
                    new Candidate(StartKind.PROMPT, SHA, "j-0aa11", 4, 0.21),
                    new Candidate(StartKind.PLAIN, null, null, 2, 1.7)),
            2,
            List.of(0.25, -0.5));
    private static final Ended ENDED = new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, SHA, 0.12, 0.97, null);
    private static final AnswerScore ANSWERS = new AnswerScore(0.875, 0.8125);
    private static final Forecast FORECAST = new Forecast(T0, 20, 30, 42.5, 80, 0.25, T0.plusSeconds(30), 0.9);
    private static final Cause CAUSE = new Cause(FactKind.REPORT, "prompttuner.steps.v1", 3, 77, T0);

    private Samples() {}

    static Map<String, Event> all() {
        Map<String, Event> samples = new LinkedHashMap<>();
        facts(samples);
        ofAnswers(samples);
        commands(samples);
        judgements(samples);
        return samples;
    }

    private static void facts(Map<String, Event> samples) {
        samples.put(
                "job-submitted",
                new JobSubmitted(
                        JOB,
                        "acme",
                        SPEC,
                        7,
                        new Start(StartKind.RACE, "Name the emotion.", null),
                        T0.plusSeconds(120),
                        AfterDeadline.CONTINUE,
                        T0));
        samples.put(
                "job-submitted-with-recipe",
                new JobSubmitted(
                        JOB,
                        "acme",
                        SPEC_WITH_RECIPE,
                        7,
                        new Start(StartKind.RANDOM, null, null),
                        T0.plusSeconds(120),
                        AfterDeadline.CONTINUE,
                        T0));
        samples.put("cancel-requested", new CancelRequested(JOB, "acme"));
        samples.put("started", StepEvent.started(JOB, 5_242_881, 0, "w-1", STARTED));
        samples.put("step", StepEvent.step(JOB, 5_242_881, 1, "w-1", new Measured(2.5, 0.125, 1, 1)));
        samples.put(
                "step-with-costs",
                StepEvent.step(JOB, 5_242_881, 1, "w-1", new Measured(2.5, 0.125, 1, 1, 976L, 300L)));
        samples.put("evaluated", StepEvent.evaluated(JOB, 5_242_881, 10, "w-1", new Evaluated(0.12, 0.97, true)));
        samples.put(
                "checkpointed", StepEvent.checkpointed(JOB, 5_242_881, 10, "w-1", new Checkpointed(SHA, 0.12, 0.97)));
        samples.put("ended", StepEvent.ended(JOB, 5_242_881, 10, "w-1", ENDED));
        samples.put("bound", assignment(AssignmentKind.BOUND, List.of("w-1"), 1, AssignmentReason.ALLOCATED));
        samples.put(
                "resized", assignment(AssignmentKind.RESIZED, List.of("w-1", "w-2"), 2, AssignmentReason.ALLOCATED));
        samples.put(
                "released", assignment(AssignmentKind.RELEASED, List.of(), 0, AssignmentReason.YIELDED_TO_MORE_URGENT));
        samples.put(
                "resized-with-generation",
                new AssignmentEvent(
                        AssignmentKind.RESIZED,
                        JOB,
                        5,
                        5_242_881,
                        1,
                        List.of("w-1", "w-2"),
                        2,
                        12,
                        34,
                        AssignmentReason.ALLOCATED,
                        null));
        samples.put("closed", assignment(AssignmentKind.CLOSED, List.of(), 0, AssignmentReason.ENDED));
        samples.put("worker", FleetEvent.of(5, new WorkerFact("w-1", "small-lm", WorkerPhase.BUSY, 1, JOB, T0)));
        samples.put("capacity", FleetEvent.capacity(5, 4));
        samples.put("term-claim", new TermClaim(Role.CONTROLLER, "controller-7f3a"));
    }

    /** What a job says whose target is on generated answers. */
    private static void ofAnswers(Map<String, Event> samples) {
        var target = new Target(TargetMetric.TOKEN_F1, 0.85);
        samples.put(
                "job-submitted-on-answers",
                new JobSubmitted(
                        JOB,
                        "acme",
                        new JobSpec("title/movie", "small-lm", SHA, target, 300, 10, 16, 16, 4, 0.003, 2, 0.5),
                        7,
                        new Start(StartKind.PLAIN, null, null),
                        T0.plusSeconds(120),
                        AfterDeadline.CONTINUE,
                        T0));
        samples.put(
                "evaluated-with-answers",
                StepEvent.evaluated(JOB, 5_242_881, 10, "w-1", new Evaluated(0.12, 0.5, true, ANSWERS)));
        samples.put(
                "checkpointed-with-answers",
                StepEvent.checkpointed(JOB, 5_242_881, 10, "w-1", new Checkpointed(SHA, 0.12, 0.5, ANSWERS)));
        var ended = new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, SHA, 0.12, 0.5, null, ANSWERS);
        samples.put("ended-with-answers", StepEvent.ended(JOB, 5_242_881, 10, "w-1", ended));
        samples.put(
                "job-state-with-answers",
                new JobState(
                        JOB,
                        "acme",
                        JobPhase.RUNNING,
                        PhaseReason.TUNING,
                        5_242_881,
                        20,
                        T0,
                        0.4,
                        0.25,
                        0.5,
                        FORECAST,
                        ANSWERS));
    }

    private static void commands(Map<String, Event> samples) {
        samples.put(
                "allocation",
                new Allocation(JOB, 12, 34, Wish.RUNNING, 1, 1, WishReason.MEETS_DEADLINE, "12-34-" + JOB, CAUSE));
        samples.put("pool-target", new PoolTarget("small-lm", 2, 12, 34, PoolReason.JOBS_WAITING));
    }

    private static void judgements(Map<String, Event> samples) {
        samples.put(
                "job-state",
                new JobState(
                        JOB,
                        "acme",
                        JobPhase.RUNNING,
                        PhaseReason.TUNING,
                        5_242_881,
                        20,
                        T0,
                        0.4,
                        0.8,
                        0.5,
                        FORECAST,
                        null));
        samples.put(
                "decision",
                new Decision(
                        "12-34-" + JOB,
                        JOB,
                        12,
                        34,
                        T0,
                        T0.plusSeconds(120),
                        42.5,
                        0.25,
                        1,
                        new Option(Wish.RUNNING, 1, 1, -90, "earliest deadline first"),
                        new Option(Wish.PAUSED, 0, 1, 15, "would be late")));
        samples.put(
                "outcome",
                new Outcome(
                        JOB,
                        "acme",
                        SPEC,
                        T0,
                        T0.plusSeconds(40),
                        T0.plusSeconds(120),
                        Verdict.MET,
                        ENDED,
                        10,
                        2,
                        1,
                        12.5,
                        12.5,
                        List.of(new CurvePoint(1, 2.5), new CurvePoint(10, 0.2)),
                        STARTED,
                        List.of(FORECAST)));
        samples.put("slo-report", new SloReport("acme", T0, 9, 1, 1, 3, 0.9));
        samples.put(
                "dead-letter",
                new DeadLetter("prompttuner.steps.v1", 3, 78, JOB, "e30=", "missing-field", "kind: expected a word"));
    }

    private static AssignmentEvent assignment(
            AssignmentKind kind, List<String> workers, int gpus, AssignmentReason reason) {
        long attempt = kind == AssignmentKind.CLOSED ? 0 : 5_242_881;
        return new AssignmentEvent(kind, JOB, 5, attempt, null, workers, gpus, 12, 34, reason, null);
    }
}
