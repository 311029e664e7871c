package io.prompttuner.platform.campaign;

import io.prompttuner.gateway.api.Attempt;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.data.InstallationStatus.PartReport;
import io.prompttuner.wire.event.JobPhase;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Kills one target with SIGKILL and measures until it is back. */
record Killer(UpChild up, CampaignClient client, InstantSource clock, Patience patience) {

    /** What dies, the first of them by our hand, and how its kind shows that it lives again. */
    private record Victim(List<ProcessHandle> processes, Patience.Look back) {}

    Recovery kill(Target target) throws IOException, InterruptedException, CampaignFailedException {
        awaitSteps();
        Victim victim = victim(target);
        Instant at = clock.instant();
        ProcessHandle first = victim.processes().get(0);
        Watch watch = watch(victim.back());
        first.destroyForcibly();
        if (target == Target.TREE) {
            patience.await("the tree to end", () -> victim.processes().stream().noneMatch(ProcessHandle::isAlive));
            up.restart();
        }
        patience.await("the %s to come back".formatted(target.word()), watch);
        patience.await("all parts to be ready", up::isReady);
        return new Recovery(target, at, first.pid(), watch.backSeconds(), watch.stepSeconds(), null);
    }

    /** Waits until there is work that a kill disturbs. */
    void awaitSteps() throws IOException, InterruptedException, CampaignFailedException {
        patience.await(
                "a job to make steps",
                () -> client.jobs().filter(Steps::areMade).isPresent());
    }

    /** Begins to look for a sign that the victim is back, and for the next step of any job. */
    Watch watch(Patience.Look back) {
        Steps before = stepsNow();
        return new Watch(back, () -> client.jobs().filter(before::isPassedBy).isPresent());
    }

    private Steps stepsNow() {
        return Steps.of(client.jobs().orElse(List.of()), clock.instant());
    }

    private Victim victim(Target target) throws IOException, InterruptedException, CampaignFailedException {
        return switch (target) {
            case TREE -> tree();
            case WORKER -> worker();
            default -> part(target.word());
        };
    }

    /** The whole is back when it makes steps, and only then. */
    private Victim tree() {
        List<ProcessHandle> all = up.tree();
        Steps before = stepsNow();
        return new Victim(all, () -> client.jobs().filter(before::isPassedBy).isPresent());
    }

    private Victim part(String name) throws IOException, CampaignFailedException {
        PartReport part = up.part(name);
        return new Victim(
                List.of(up.running(part)),
                () -> up.parts().stream()
                        .anyMatch(now -> now.name().equals(name)
                                && now.pid() != part.pid()
                                && now.state().equals("ready")));
    }

    private Victim worker() throws IOException, InterruptedException, CampaignFailedException {
        List<Victim> found = new ArrayList<>();
        patience.await("a worker to be busy", () -> busyWorker().map(found::add).isPresent());
        return found.get(0);
    }

    /** That of the youngest running job, which will not end just when its worker dies. */
    private Optional<Victim> busyWorker() {
        return client.jobs().orElse(List.of()).stream()
                .filter(job -> job.state() == JobPhase.RUNNING && job.step() > 0)
                .min(Comparator.comparingLong(JobStatus::step))
                .flatMap(job -> client.describe(job.id()))
                .flatMap(this::holding);
    }

    private Optional<Victim> holding(JobDescription job) {
        List<Attempt> attempts = job.attempts();
        if (attempts.isEmpty()) {
            return Optional.empty();
        }
        Attempt newest = attempts.get(attempts.size() - 1);
        return newest.stints().stream()
                .filter(stint -> stint.to() == null)
                .flatMap(stint -> stint.workers().stream())
                .flatMap(id -> up.worker(id).stream())
                .findFirst()
                .map(process ->
                        new Victim(List.of(process), () -> goesOn(job.status().id(), newest.attempt())));
    }

    /** Whether the job was bound again and has reported since. */
    private boolean goesOn(String id, long lostAttempt) {
        return client.describe(id)
                .filter(job -> job.outcome() != null
                        || (job.status().state() == JobPhase.RUNNING
                                && job.attempts().stream().anyMatch(attempt -> attempt.attempt() > lostAttempt)))
                .isPresent();
    }
}
