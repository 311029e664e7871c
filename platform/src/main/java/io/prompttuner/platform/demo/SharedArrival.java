package io.prompttuner.platform.demo;

import io.prompttuner.gateway.api.Attempt;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.Stint;
import io.prompttuner.platform.demo.DemoReport.Crew;
import io.prompttuner.platform.demo.DemoReport.Shared;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The job that one worker would finish too late: what one took for its like, and who gave it more. */
final class SharedArrival {

    private final JobDescription alone;
    private final double aloneSeconds;
    private final double aloneStepsPerSecond;
    private final Duration deadline;
    private final SeenSteps pace;
    private int workers = 1;
    private @Nullable Decision sharing;

    private SharedArrival(JobDescription alone, double aloneSeconds, double aloneStepsPerSecond, Duration deadline) {
        this.alone = alone;
        this.aloneSeconds = aloneSeconds;
        this.aloneStepsPerSecond = aloneStepsPerSecond;
        this.deadline = deadline;
        this.pace = new SeenSteps(alone.spec().maxSteps());
    }

    /**
     * Reckons its deadline by what one worker took.
     *
     * @param alone the same job on one worker; it has ended
     */
    static SharedArrival measure(JobDescription alone, SeenSteps pace) throws DemoFailedException {
        Instant submitted = alone.status().submittedAt();
        Instant end = outcome(alone).endedAt();
        double seconds = seconds(submitted, end);
        OptionalDouble stepsPerSecond = pace.stepsPerSecond(submitted, end);
        if (stepsPerSecond.isEmpty()) {
            throw new DemoFailedException(
                    "job %s was too fast to be seen".formatted(alone.status().id()));
        }
        Duration deadline = SharedDeadlineRule.STANDARD
                .deadline(alone.spec().maxSteps(), 1 / stepsPerSecond.getAsDouble(), seconds)
                .orElseThrow(() -> new DemoFailedException("a job is done too soon for a second worker to tell"));
        return new SharedArrival(alone, seconds, stepsPerSecond.getAsDouble(), deadline);
    }

    Duration deadline() {
        return deadline;
    }

    String announcement() {
        return ("the same job comes again and may have two workers: %d steps of %.2f s, to be done in %.1f s; one worker"
                        + " has taken %.1f s, so only a second can help it")
                .formatted(alone.spec().maxSteps(), 1 / aloneStepsPerSecond, deadline.toMillis() / 1e3, aloneSeconds);
    }

    /** Keeps what has been decided and done since; returns a line for each change of its workers. */
    List<String> look(JobDescription shared) {
        pace.look(shared.status());
        Decision decision = shared.decision();
        if (decision == null
                || decision.chosen().wish() != Wish.RUNNING
                || decision.chosen().workers() == workers) {
            return List.of();
        }
        workers = decision.chosen().workers();
        sharing = sharing == null ? decision : sharing;
        return List.of("  %d worker%s by decision %s: %s"
                .formatted(workers, workers == 1 ? "" : "s", decision.id(), words(decision)));
    }

    /** What came of it, once it has ended. */
    Shared shown(JobDescription shared) throws DemoFailedException {
        JobOutcome outcome = outcome(shared);
        List<Crew> crews = crews(shared, outcome.endedAt());
        Optional<Double> joined = crews.stream()
                .filter(crew -> crew.workers() > 1)
                .map(Crew::from)
                .findFirst();
        double deadlineSeconds = deadline.toMillis() / 1e3;
        String prompt = outcome.ended().prompt();
        return new Shared(
                shared.status().id(),
                outcome.verdict().word(),
                outcome.steps(),
                alone.status().id(),
                aloneSeconds,
                aloneStepsPerSecond,
                deadlineSeconds,
                seconds(shared.status().submittedAt(), outcome.endedAt()),
                crews,
                joined.orElse(null),
                sharing == null ? null : sharing.id(),
                sharing == null ? null : words(sharing),
                aloneSeconds > deadlineSeconds,
                prompt != null && prompt.equals(outcome(alone).ended().prompt()));
    }

    private List<Crew> crews(JobDescription shared, Instant end) {
        Instant submitted = shared.status().submittedAt();
        List<Crew> crews = new ArrayList<>();
        for (Attempt attempt : shared.attempts()) {
            for (Stint stint : attempt.stints()) {
                Instant to = stint.to() == null || stint.to().isAfter(end) ? end : stint.to();
                OptionalDouble seen = pace.stepsPerSecond(stint.from(), to);
                crews.add(new Crew(
                        stint.workers().size(),
                        seconds(submitted, stint.from()),
                        seconds(submitted, to),
                        seen.isPresent() ? seen.getAsDouble() : null));
            }
        }
        return crews;
    }

    private static String words(Decision decision) {
        return decision.rejected() == null
                ? decision.chosen().note()
                : "%s; %s"
                        .formatted(decision.chosen().note(), decision.rejected().note());
    }

    private static JobOutcome outcome(JobDescription job) throws DemoFailedException {
        JobOutcome outcome = job.outcome();
        if (outcome == null) {
            throw new DemoFailedException(
                    "job %s has ended without an outcome".formatted(job.status().id()));
        }
        return outcome;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
