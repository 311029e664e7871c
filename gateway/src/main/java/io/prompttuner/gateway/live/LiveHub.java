package io.prompttuner.gateway.live;

import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.gateway.view.ViewListener;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.SloReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes what the log says to those who follow. Thread-safe. */
public final class LiveHub implements ViewListener, AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int CATCH_UPS = 4;

    /** Jobs whose state a tenant's follower is told at its start. */
    private static final int JOBS_AT_START = 200;

    private final PlatformView view;
    private final StepHistory history;
    private final StreamQuota quota;
    private final Map<String, Set<JobFollower>> jobs = new ConcurrentHashMap<>();
    private final Map<String, Set<Outlet>> tenants = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(CATCH_UPS, task -> {
        var thread = new Thread(task, "live-history");
        thread.setDaemon(true);
        return thread;
    });

    public LiveHub(PlatformView view, StepHistory history, StreamQuota quota) {
        this.view = view;
        this.history = history;
        this.quota = quota;
        long period = HEARTBEAT.toMillis();
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        var unused = workers.scheduleAtFixedRate(this::heartbeat, period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Follows a job of this tenant: its state and decision as they are, then every report after the last one the client
     * has, then all that comes, until the job's outcome ends the stream.
     */
    public void followJob(String tenant, String job, OptionalLong last, Outlet outlet) {
        Instant submittedAt = view.submittedAt(tenant, job).orElseThrow();
        var follower = new JobFollower(job, submittedAt, last.orElse(-1), outlet);
        jobs.compute(job, (key, others) -> with(others, follower));
        view.status(tenant, job).ifPresent(status -> outlet.offer(state(status)));
        view.decision(tenant, job).ifPresent(decision -> outlet.offer(Frame.of("decision", null, decision)));
        view.outcome(tenant, job).ifPresent(follower::ended);
        catchUp(follower);
    }

    /** Follows all jobs of a tenant: the state of each as it is, then all that changes. */
    public void followTenant(String tenant, Outlet outlet) {
        tenants.compute(tenant, (key, others) -> with(others, outlet));
        view.slo(tenant).ifPresent(report -> outlet.offer(Frame.of("slo", null, report)));
        view.page(tenant, Set.of(), Optional.empty(), JOBS_AT_START)
                .jobs()
                .forEach(status -> outlet.offer(state(status)));
    }

    /** Forgets a client that has gone. */
    public void forget(Outlet outlet) {
        jobs.forEach((job, all) -> {
            if (all.removeIf(follower -> follower.outlet() == outlet)) {
                jobs.computeIfPresent(job, (key, left) -> left.isEmpty() ? null : left);
            }
        });
        tenants.forEach((tenant, all) -> {
            if (all.remove(outlet)) {
                tenants.computeIfPresent(tenant, (key, left) -> left.isEmpty() ? null : left);
            }
        });
    }

    /** How many streams a tenant may hold. */
    public StreamQuota quota() {
        return quota;
    }

    /** A report has come. */
    public void reported(String job, Step step) {
        Set<JobFollower> followers = jobs.getOrDefault(job, Set.of());
        if (!followers.isEmpty()) {
            Frame frame = step.frame();
            followers.forEach(follower -> follower.step(step, frame));
        }
    }

    /** Reports may have been missed: everyone who follows a job must come back and resume. */
    public void missed() {
        jobs.values()
                .forEach(followers ->
                        followers.forEach(follower -> follower.outlet().cut()));
    }

    @Override
    public void changed(JobStatus status) {
        Set<JobFollower> followers = jobs.getOrDefault(status.id(), Set.of());
        Set<Outlet> outlets = tenants.getOrDefault(status.tenant(), Set.of());
        if (!followers.isEmpty() || !outlets.isEmpty()) {
            Frame frame = state(status);
            followers.forEach(follower -> follower.outlet().offer(frame));
            outlets.forEach(outlet -> outlet.offer(frame));
        }
    }

    @Override
    public void decided(String tenant, Decision decision) {
        Set<JobFollower> followers = jobs.getOrDefault(decision.job(), Set.of());
        if (!followers.isEmpty()) {
            Frame frame = Frame.of("decision", null, decision);
            followers.forEach(follower -> follower.outlet().offer(frame));
        }
    }

    @Override
    public void ended(String tenant, String job, JobOutcome outcome) {
        for (JobFollower follower : jobs.getOrDefault(job, Set.of())) {
            if (follower.ended(outcome)) {
                catchUp(follower);
            }
        }
    }

    @Override
    public void judged(SloReport report) {
        Set<Outlet> outlets = tenants.getOrDefault(report.tenant(), Set.of());
        if (!outlets.isEmpty()) {
            Frame frame = Frame.of("slo", null, report);
            outlets.forEach(outlet -> outlet.offer(frame));
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        forAll(Outlet::cut);
    }

    private void catchUp(JobFollower follower) {
        schedule(follower, Duration.ZERO);
    }

    private void schedule(JobFollower follower, Duration delay) {
        try {
            var unused = workers.schedule(() -> tryCatchUp(follower), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            follower.outlet().cut();
        }
    }

    private void tryCatchUp(JobFollower follower) {
        if (!follower.outlet().isClosed() && !follower.catchUp(history)) {
            schedule(follower, TRY_AGAIN);
        }
    }

    private void heartbeat() {
        forAll(outlet -> outlet.offer(Frame.HEARTBEAT));
    }

    private void forAll(Consumer<Outlet> action) {
        List<Outlet> all = new ArrayList<>();
        jobs.values().forEach(followers -> followers.forEach(follower -> all.add(follower.outlet())));
        tenants.values().forEach(all::addAll);
        all.forEach(action);
    }

    private static Frame state(JobStatus status) {
        return Frame.of("state", null, status);
    }

    private static <F> Set<F> with(@Nullable Set<F> others, F one) {
        Set<F> all = others == null ? ConcurrentHashMap.newKeySet() : others;
        all.add(one);
        return all;
    }
}
