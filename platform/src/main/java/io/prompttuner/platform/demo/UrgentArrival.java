package io.prompttuner.platform.demo;

import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.demo.DemoClients.Submitted;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The job that comes when all workers are busy: what was measured before, and which decisions it brought about. */
final class UrgentArrival {

    private final List<Submitted> slack;
    private final long steps;
    private final double stepSeconds;
    private final double soonestFree;
    private final Duration deadline;
    private final Map<String, Decision> paused = new LinkedHashMap<>();
    private final Map<String, Decision> resumed = new LinkedHashMap<>();
    private @Nullable Submitted urgent;

    private UrgentArrival(
            List<Submitted> slack, long steps, double stepSeconds, double soonestFree, Duration deadline) {
        this.slack = slack;
        this.steps = steps;
        this.stepSeconds = stepSeconds;
        this.soonestFree = soonestFree;
        this.deadline = deadline;
    }

    /** The facts of an arrival, once it is over. */
    record Facts(
            Submitted urgent,
            long steps,
            double stepSeconds,
            double soonestFree,
            Duration deadline,
            List<Submitted> slack,
            Optional<Submitted> pausedJob,
            Optional<String> pausedBy,
            Optional<String> resumedBy) {}

    /** Measures what a step takes now, and how long the long jobs would still keep their workers. */
    static UrgentArrival measure(DemoClients clients, Submitted twin, List<Submitted> slack)
            throws DemoFailedException {
        JobOutcome known = clients.describe(twin).outcome();
        double step = 0;
        double free = Double.POSITIVE_INFINITY;
        for (Submitted job : slack) {
            JobStatus status = clients.describe(job).status();
            Forecast forecast = status.forecast();
            if (forecast == null) {
                throw new DemoFailedException("no forecast of job %s after its first steps".formatted(job.id()));
            }
            step = Math.max(step, forecast.stepSeconds());
            free = Math.min(free, (Workload.SLACK_STEPS - status.step()) * forecast.stepSeconds());
        }
        long steps = Objects.requireNonNull(known, "a twin has ended before").steps();
        Duration deadline = UrgentDeadlineRule.STANDARD
                .deadline(steps, step, free)
                .orElseThrow(
                        () -> new DemoFailedException("a worker is free too soon for an urgent job to need a pause"));
        return new UrgentArrival(slack, steps, step, free, deadline);
    }

    Duration deadline() {
        return deadline;
    }

    String announcement() {
        return ("an urgent job comes: %d steps of %.2f s, to be done in %.0f s; no worker is free by itself for %.0f s,"
                        + " so only a pause can help it")
                .formatted(steps, stepSeconds, deadline.toMillis() / 1e3, soonestFree);
    }

    void arrived(Submitted job) {
        urgent = job;
    }

    /** Keeps what has been decided about the long jobs since; returns a line for each thing that is new. */
    List<String> look(DemoClients clients) {
        List<String> news = new ArrayList<>();
        for (Submitted job : slack) {
            Decision decision = clients.describe(job).decision();
            if (decision != null && decision.chosen().wish() == Wish.PAUSED) {
                note(job, decision, paused, "paused").ifPresent(news::add);
            } else if (decision != null && paused.containsKey(job.id())) {
                note(job, decision, resumed, "resumed").ifPresent(news::add);
            }
        }
        return news;
    }

    private static Optional<String> note(Submitted job, Decision decision, Map<String, Decision> noted, String what) {
        return noted.putIfAbsent(job.id(), decision) == null
                ? Optional.of("  %-8s %-18s %s by decision %s"
                        .formatted(job.job().tenant(), job.job().task(), what, decision.id()))
                : Optional.empty();
    }

    /** Whether who was paused has been let go on. */
    boolean isOver() {
        return !paused.isEmpty() && resumed.keySet().containsAll(paused.keySet());
    }

    Facts finished() {
        Optional<Submitted> made =
                slack.stream().filter(job -> paused.containsKey(job.id())).findFirst();
        return new Facts(
                Objects.requireNonNull(urgent),
                steps,
                stepSeconds,
                soonestFree,
                deadline,
                slack,
                made,
                made.map(job -> paused.get(job.id())).map(Decision::id),
                made.map(job -> resumed.get(job.id())).map(Decision::id));
    }
}
