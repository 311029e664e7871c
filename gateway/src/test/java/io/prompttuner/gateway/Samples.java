package io.prompttuner.gateway;

import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.Candidate;
import io.prompttuner.wire.event.CurvePoint;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.Option;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.event.Verdict;
import io.prompttuner.wire.event.Wish;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of jobs as the other parts of the platform write them. */
public final class Samples {

    public static final Instant T0 = Instant.parse("2030-01-01T00:00:00Z");
    public static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    public static final Started STARTED = new Started(
            StartKind.PROMPT,
            SHA,
            "j-0",
            BankAnswer.CANDIDATES,
            List.of(new Candidate(StartKind.PROMPT, SHA, "j-0", 4, 0.21)),
            2,
            List.of(0.25, -0.5));

    private static final Forecast FORECAST = new Forecast(T0, 20, 30, 42.5, 80, 0.25, T0.plusSeconds(30), 0.9);

    private Samples() {}

    public static JobSpec spec(String dataset) {
        return new JobSpec(
                "emotion/street",
                "small-lm",
                dataset,
                new Target(TargetMetric.LOSS, 0.15),
                300,
                10,
                16,
                16,
                4,
                0.003,
                1,
                1);
    }

    public static JobSubmitted job(String id, String tenant) {
        return new JobSubmitted(
                id,
                tenant,
                spec(SHA),
                7,
                new Start(StartKind.RACE, null, null),
                T0.plusSeconds(600),
                AfterDeadline.CONTINUE,
                T0);
    }

    public static JobState state(String id, String tenant, JobPhase phase, long attempt, long step) {
        return state(id, tenant, phase, attempt, step, null);
    }

    public static JobState state(
            String id, String tenant, JobPhase phase, long attempt, long step, @Nullable AnswerScore answers) {
        return new JobState(
                id,
                tenant,
                phase,
                phase == JobPhase.RUNNING ? PhaseReason.TUNING : PhaseReason.WAITING_FOR_CAPACITY,
                attempt,
                step,
                T0.plusSeconds(step),
                0.4,
                0.8,
                0.5,
                FORECAST,
                answers);
    }

    public static Outcome outcome(String id, String tenant, String prompt) {
        return outcome(id, tenant, prompt, 10, 12.5);
    }

    public static Outcome outcome(String id, String tenant, long steps, double gpuSeconds) {
        return outcome(id, tenant, SHA, steps, gpuSeconds);
    }

    private static Outcome outcome(String id, String tenant, String prompt, long steps, double gpuSeconds) {
        return new Outcome(
                id,
                tenant,
                spec(SHA),
                T0,
                T0.plusSeconds(40),
                T0.plusSeconds(600),
                Verdict.MET,
                new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, prompt, 0.12, 0.97, null),
                steps,
                0,
                1,
                gpuSeconds,
                gpuSeconds,
                List.of(new CurvePoint(1, 2.5), new CurvePoint(steps, 0.2)),
                STARTED,
                List.of(FORECAST));
    }

    public static Decision decision(String id, long epoch, long sequence) {
        return new Decision(
                Decision.id(epoch, sequence, id),
                id,
                epoch,
                sequence,
                T0,
                T0.plusSeconds(600),
                42.5,
                0.25,
                1,
                new Option(Wish.RUNNING, 1, 1, -90, "earliest deadline first"),
                new Option(Wish.PAUSED, 0, 1, 15, "would be late"));
    }

    public static StepEvent step(String id, long attempt, long step) {
        return StepEvent.step(id, attempt, step, "w-1", new Measured(2.5 / step, 0.125, 1, 1));
    }

    public static AssignmentEvent bound(String id, long term, long attempt, String... workers) {
        return new AssignmentEvent(
                AssignmentKind.BOUND,
                id,
                term,
                attempt,
                0,
                List.of(workers),
                workers.length,
                1,
                1,
                AssignmentReason.ALLOCATED,
                null);
    }

    public static AssignmentEvent released(String id, long term, long attempt, AssignmentReason reason) {
        return new AssignmentEvent(AssignmentKind.RELEASED, id, term, attempt, null, List.of(), 0, 1, 1, reason, "why");
    }

    public static AssignmentEvent closed(String id, long term) {
        return new AssignmentEvent(
                AssignmentKind.CLOSED, id, term, 0, null, List.of(), 0, 0, 0, AssignmentReason.ENDED, null);
    }
}
