package io.prompttuner.platform.demo;

import io.prompttuner.gateway.api.Beginning;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.demo.DemoClients.Submitted;
import io.prompttuner.platform.demo.DemoJob.Role;
import io.prompttuner.platform.http.GatewayAwayException;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Plays the workload on a running platform: each act begins when the one before has shown what it is there to show. */
public final class DemoRun {

    private static final Duration POLL = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** Steps a slack job must have done before its pace is known well enough. */
    private static final long KNOWN_PACE = 30;

    private final DemoClients clients;
    private final DemoScreen screen;
    private final DemoClock clock;
    private final List<Submitted> submitted = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private Map<String, JobStatus> latest = Map.of();
    private double firstLoss = Double.NaN;

    DemoRun(DemoClients clients, DemoScreen screen, DemoClock clock) {
        this.clients = clients;
        this.screen = screen;
        this.clock = clock;
    }

    /** Returns when the last job has ended. */
    public DemoResult play() throws IOException, InterruptedException, DemoFailedException {
        act("six jobs start plain and leave their prompts to the bank", Workload.teachers());
        await("the bank to learn from them", this::bankKnowsTheTeachers);
        act(
                "six jobs of the same kinds, about other things, race those prompts for a few steps against a plain"
                        + " start",
                Workload.warm());
        act("the same six again, started plain, to compare", Workload.twins());
        UrgentArrival arrival = urgent();
        awaitEnded(submitted);
        UrgentArrival.Facts urgent = arrival.finished();
        DemoReport.Shared shared = shared(Workload.sharedSteps(urgent.stepSeconds()));
        return new DemoResult(List.copyOf(submitted), urgent, shared, firstLoss, clock.seconds());
    }

    private void act(String title, List<DemoJob> jobs) throws IOException, InterruptedException, DemoFailedException {
        awaitEnded(submitAll(title, jobs));
    }

    private List<Submitted> submitAll(String title, List<DemoJob> jobs)
            throws IOException, InterruptedException, DemoFailedException {
        screen.say("");
        screen.say(title);
        List<Submitted> act = new ArrayList<>();
        for (DemoJob job : jobs) {
            act.add(submit(job));
        }
        submitted.addAll(act);
        return act;
    }

    /** A gateway that is busy, or behind its log for a moment, wants to be asked again. */
    private Submitted submit(DemoJob job) throws IOException, InterruptedException, DemoFailedException {
        double end = clock.seconds() + PATIENCE.toSeconds();
        while (true) {
            try {
                return clients.submit(job);
            } catch (GatewayAwayException away) {
                if (clock.seconds() > end) {
                    throw new DemoFailedException("%s was not taken: %s".formatted(job.task(), away.getMessage()));
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    private UrgentArrival urgent() throws IOException, InterruptedException, DemoFailedException {
        List<Submitted> slack = submitAll("long jobs in no hurry take all workers", Workload.slack());
        await("the long jobs to find their pace", () -> slack.stream().allMatch(job -> step(job) >= KNOWN_PACE));
        Submitted twin = submitted.stream()
                .filter(job -> job.job().role() == Role.TWIN)
                .filter(job -> job.job().task().equals(Workload.urgent().task()))
                .findFirst()
                .orElseThrow();
        UrgentArrival arrival = UrgentArrival.measure(clients, twin, slack);
        screen.say("");
        screen.say(arrival.announcement());
        Submitted urgent = submit(Workload.urgent().within(arrival.deadline()));
        submitted.add(urgent);
        arrival.arrived(urgent);
        await("the urgent job to end", () -> {
            arrival.look(clients).forEach(screen::say);
            return hasEnded(urgent);
        });
        await("the paused job to go on", () -> {
            arrival.look(clients).forEach(screen::say);
            return arrival.isOver() || slack.stream().allMatch(this::hasEnded);
        });
        return arrival;
    }

    private DemoReport.Shared shared(long steps) throws IOException, InterruptedException, DemoFailedException {
        Submitted alone = submitAll(
                        "one job has one worker, and the platform to itself", List.of(Workload.alone(steps)))
                .get(0);
        var pace = new SeenSteps(steps);
        await("it to end", () -> {
            pace.look(latest.get(alone.id()));
            return hasEnded(alone);
        });
        SharedArrival arrival = SharedArrival.measure(clients.describe(alone), pace);
        screen.say("");
        screen.say(arrival.announcement());
        Submitted shared = submit(Workload.shared(steps).within(arrival.deadline()));
        submitted.add(shared);
        await("the shared job to end", () -> {
            arrival.look(clients.describe(shared)).forEach(screen::say);
            return hasEnded(shared);
        });
        DemoReport.Shared shown = arrival.shown(clients.describe(shared));
        screen.say("  " + SharedWords.summary(shown));
        return shown;
    }

    private boolean bankKnowsTheTeachers() {
        Set<String> taught = new HashSet<>();
        Workload.TENANTS.forEach(tenant -> taught.addAll(clients.taught(tenant)));
        return submitted.stream().map(Submitted::id).allMatch(taught::contains);
    }

    private void awaitEnded(List<Submitted> jobs) throws InterruptedException, DemoFailedException {
        await("these jobs to end", () -> jobs.stream().allMatch(this::hasEnded));
    }

    private void await(String what, BooleanSupplier reached) throws InterruptedException, DemoFailedException {
        double end = clock.seconds() + PATIENCE.toSeconds();
        refresh();
        while (!reached.getAsBoolean()) {
            if (clock.seconds() > end) {
                throw new DemoFailedException("waited %d min for %s".formatted(PATIENCE.toMinutes(), what));
            }
            Thread.sleep(POLL.toMillis());
            refresh();
        }
    }

    private void refresh() {
        List<JobStatus> jobs = clients.jobs();
        Map<String, JobStatus> seen = new LinkedHashMap<>(latest);
        jobs.forEach(job -> seen.put(job.id(), job));
        latest = seen;
        screen.progress(List.copyOf(latest.values()));
        noteFirstLoss();
        submitted.forEach(this::tellEnd);
    }

    private void noteFirstLoss() {
        if (Double.isNaN(firstLoss) && latest.values().stream().anyMatch(job -> job.loss() != null)) {
            firstLoss = clock.seconds();
            screen.say("first loss after %.0f s".formatted(firstLoss));
        }
    }

    private void tellEnd(Submitted job) {
        JobStatus status = latest.get(job.id());
        Verdict verdict = status == null ? null : status.verdict();
        if (status != null && verdict != null && told.add(job.id())) {
            screen.say("  %-8s %-18s %s at step %d, held-out loss %s, deadline %s%s"
                    .formatted(
                            job.job().tenant(),
                            job.job().task(),
                            status.state().word(),
                            status.step(),
                            status.bestLoss() == null ? "-" : "%.3f".formatted(status.bestLoss()),
                            verdict.word(),
                            fromTheBank(job) ? ", by a prompt of the bank" : ""));
        }
    }

    private boolean fromTheBank(Submitted job) {
        JobOutcome outcome =
                job.job().start() == StartKind.RACE ? clients.describe(job).outcome() : null;
        Beginning started = outcome == null ? null : outcome.started();
        return started != null && started.initial() == StartKind.PROMPT;
    }

    private boolean hasEnded(Submitted job) {
        JobStatus status = latest.get(job.id());
        return status != null && status.verdict() != null;
    }

    /** Steps of a job that runs now. */
    private long step(Submitted job) {
        JobStatus status = latest.get(job.id());
        return status == null || status.state() != JobPhase.RUNNING ? 0 : status.step();
    }
}
