package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.Attempt;
import io.prompttuner.gateway.api.Beginning;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.Stint;
import io.prompttuner.platform.table.Table;
import io.prompttuner.wire.event.Candidate;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.Option;
import io.prompttuner.wire.event.Recipe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job, told to a person: where it stands, what is expected, why, what it cost, and how it ended. */
final class JobReport {

    private final JobDescription job;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    JobReport(JobDescription job, Instant now) {
        this.job = job;
        this.now = now;
    }

    List<String> lines() {
        standing(job.status());
        forecast(job.status().forecast());
        decision(job.decision());
        attempts();
        outcome(job.outcome());
        return List.copyOf(lines);
    }

    private void standing(JobStatus status) {
        line("job", status.id() + "  " + status.name() + "  of tenant " + status.tenant());
        line("state", status.state().word() + ": " + status.reason().word());
        line("deadline", "%s, %s".formatted(status.deadline(), Spoken.away(status.deadline(), now)));
        line("target", status.target().spoken());
        line(
                "progress",
                "step %d of at most %d, training loss %s, best %s"
                        .formatted(
                                status.step(),
                                status.maxSteps(),
                                Spoken.number(status.loss()),
                                Spoken.heldOut(status.bestLoss(), status.bestAccuracy(), status.bestAnswers())));
        line(
                "settings",
                "model %s, dataset %.12s, start %s, seed %d, %d tokens, batch %d, learning rate %s"
                        .formatted(
                                job.spec().baseModel(),
                                job.spec().dataset(),
                                job.start().kind().word(),
                                job.seed(),
                                job.spec().promptTokens(),
                                job.spec().batchSize(),
                                job.spec().learningRate()));
        recipe(job.spec().recipe());
    }

    private void recipe(@Nullable Recipe recipe) {
        if (recipe != null) {
            List<String> unusual = new ArrayList<>();
            add(
                    unusual,
                    "schedule",
                    recipe.schedule() == null ? null : recipe.schedule().word());
            add(unusual, "warm-up steps", recipe.warmupSteps());
            add(unusual, "weight decay", recipe.weightDecay());
            add(unusual, "clip norm", recipe.clipNorm());
            add(unusual, "patience", recipe.patience());
            add(unusual, "least improvement", recipe.minImprovement());
            line("recipe", String.join(", ", unusual));
        }
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + " " + value);
        }
    }

    private void forecast(@Nullable Forecast forecast) {
        if (forecast != null) {
            line(
                    "forecast",
                    "target at step %.0f (80 %% band %.0f to %.0f), %s a step, finish %s, meets the deadline with %s"
                            .formatted(
                                    forecast.medianSteps(),
                                    forecast.lowSteps(),
                                    forecast.highSteps(),
                                    Spoken.seconds(forecast.stepSeconds()),
                                    forecast.finish() == null ? "not expected" : Spoken.away(forecast.finish(), now),
                                    Spoken.percent(forecast.meets())));
        }
    }

    private void decision(@Nullable Decision decision) {
        if (decision != null) {
            line("decision", "%s: %s".formatted(decision.id(), option(decision.chosen())));
            if (decision.rejected() != null) {
                line("rejected", option(decision.rejected()));
            }
        }
    }

    private static String option(Option option) {
        String lateness = option.lateness() > 0 ? "%.0f s late" : "%.0f s early";
        return "%s with %d %s, expected %s (%s)"
                .formatted(
                        option.wish().word(),
                        option.workers(),
                        option.workers() == 1 ? "worker" : "workers",
                        lateness.formatted(Math.abs(option.lateness())),
                        option.note());
    }

    private void attempts() {
        line("workers", "%d, at most %d".formatted(workers(), job.spec().maxWorkers()));
        line("cost", Spoken.seconds(job.gpuSeconds()) + " of GPU time");
        if (job.attempts().isEmpty()) {
            return;
        }
        var table = new Table("ATTEMPT", "FROM", "FOR", "WORKERS", "BEGAN", "COST", "ENDED");
        job.attempts().forEach(attempt -> stints(attempt, table));
        table.lines().forEach(row -> lines.add("  " + row));
    }

    /** How many the job holds now. */
    private long workers() {
        return job.attempts().stream()
                .flatMap(attempt -> attempt.stints().stream())
                .filter(stint -> stint.to() == null)
                .mapToLong(stint -> stint.workers().size())
                .sum();
    }

    private void stints(Attempt attempt, Table table) {
        for (Stint stint : attempt.stints()) {
            Instant end = stint.to() == null ? now : stint.to();
            table.row(
                    attempt.attempt(),
                    Spoken.away(stint.from(), now),
                    Spoken.span(Duration.between(stint.from(), end)),
                    String.join(" ", stint.workers()),
                    stint.reason().word(),
                    Spoken.seconds(stint.gpuSeconds(now)),
                    attempt.endReason() == null ? "-" : attempt.endReason().word());
        }
    }

    private void outcome(@Nullable JobOutcome outcome) {
        if (outcome == null) {
            return;
        }
        Ended ended = outcome.ended();
        line(
                "outcome",
                "%s: %s, %s; deadline %s"
                        .formatted(
                                ended.end().word(),
                                ended.reason().word(),
                                Spoken.away(outcome.endedAt(), now),
                                outcome.verdict().word()));
        line(
                "result",
                "%d steps and %d of the race, %s, prompt %s"
                        .formatted(
                                outcome.steps(),
                                outcome.raceSteps(),
                                Spoken.heldOut(ended.loss(), ended.accuracy(), ended.answers()),
                                Spoken.orNothing(ended.prompt())));
        if (ended.error() != null) {
            line("error", String.valueOf(ended.error()));
        }
        start(outcome.started());
    }

    private void start(@Nullable Beginning start) {
        if (start == null) {
            return;
        }
        String origin = start.fromJob() == null ? "" : ", prompt of job " + start.fromJob();
        line(
                "start",
                start.initial().word() + origin + "; bank: " + start.bank().word());
        for (Candidate candidate : start.candidates()) {
            lines.add("              %s %s: loss %s after %d steps"
                    .formatted(
                            candidate.kind().word(),
                            candidate.fromJob() == null ? "" : candidate.fromJob(),
                            Spoken.number(candidate.loss()),
                            candidate.steps()));
        }
    }

    private void line(String label, String text) {
        lines.add("%-10s  %s".formatted(label, text.replaceAll("\\p{Cntrl}", "?")));
    }
}
