package io.prompttuner.bank;

import io.prompttuner.bank.prompt.PromptDocument;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.Candidate;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Finished jobs for tests, told from a default by what matters. */
public record Documents(
        String job, String tenant, String task, EndKind end, Started started, long steps, boolean evaluation) {

    public static final Instant T0 = Instant.ofEpochSecond(1_893_456_000);

    /** Met its target after 100 steps from a plain start. */
    public static Documents job(String job) {
        var plain = new Started(StartKind.PLAIN, null, null, BankAnswer.NOT_ASKED, List.of(), 0, List.of(1.0, 0.0));
        return new Documents(job, "acme", "emotion/street", EndKind.SUCCEEDED, plain, 100, false);
    }

    public Documents of(String newTenant) {
        return new Documents(job, newTenant, task, end, started, steps, evaluation);
    }

    public Documents on(String newTask, double... features) {
        List<Double> values = Arrays.stream(features).boxed().toList();
        var moved = new Started(
                started.initial(),
                started.prompt(),
                started.fromJob(),
                started.bank(),
                started.candidates(),
                started.raceSteps(),
                values);
        return new Documents(job, tenant, newTask, end, moved, steps, evaluation);
    }

    public Documents after(long newSteps) {
        return new Documents(job, tenant, task, end, started, newSteps, evaluation);
    }

    public Documents ending(EndKind newEnd) {
        return new Documents(job, tenant, task, newEnd, started, steps, evaluation);
    }

    /** Started from the prompt of this job after a race. */
    public Documents from(String donor) {
        var winner = new Candidate(StartKind.PROMPT, prompt(donor), donor, 4, 0.2);
        return new Documents(
                job,
                tenant,
                task,
                end,
                new Started(
                        StartKind.PROMPT,
                        prompt(donor),
                        donor,
                        BankAnswer.CANDIDATES,
                        List.of(winner),
                        0,
                        started.features()),
                steps,
                evaluation);
    }

    /** Took a prompt of this name and no step: it only evaluated it, and met its target. */
    public static Documents evaluation(String job, String prompt) {
        var given = new Started(StartKind.PROMPT, prompt, null, BankAnswer.NOT_ASKED, List.of(), 0, List.of(1.0, 0.0));
        return new Documents(job, "acme", "emotion/street", EndKind.SUCCEEDED, given, 0, true);
    }

    public Outcome outcome() {
        var spec = new JobSpec(
                task,
                "small-lm",
                "data-of-" + task,
                new Target(TargetMetric.LOSS, 0.15),
                evaluation ? 0 : 300,
                10,
                16,
                16,
                4,
                0.003,
                1,
                1);
        var ended = new Ended(end, EndReason.TARGET_MET, evaluation ? started.prompt() : prompt(job), 0.1, 0.99, null);
        return new Outcome(
                job,
                tenant,
                spec,
                T0,
                T0.plusSeconds(steps),
                T0.plusSeconds(600),
                Verdict.MET,
                ended,
                steps,
                0,
                1,
                10,
                10,
                List.of(),
                started,
                List.of());
    }

    public PromptDocument document() {
        return PromptDocument.of(outcome());
    }

    public static String prompt(String job) {
        return "prompt-of-" + job;
    }
}
