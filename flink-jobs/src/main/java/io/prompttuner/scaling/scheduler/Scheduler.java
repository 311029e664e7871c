package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One life of the scheduler, under one epoch: keeps a mirror of the facts, plans when it is asked to, and says what is new.
 *
 * <p>Nothing of what it said is kept over its death: its successor says everything again under a higher epoch. That a job
 * stops follows from facts alone; the rest is the policy's. Before it knows how many GPUs there are it plans nothing: a
 * scheduler that has not read the fleet would pause everybody. Not thread-safe.
 */
public final class Scheduler {

    private static final double DECLARED_STEP_SECONDS = 0.5;
    private static final String CLOCK = "clock";

    private final SchedulingPolicy policy;
    private final SchedulerSettings settings;
    private final PlanWatcher watcher;
    private final long epoch;
    private final Instant startsAt;
    private final Map<String, JobSituation> jobs = new TreeMap<>();
    private final FleetMirror fleet = new FleetMirror();
    private final Profiles profiles = new Profiles();
    private final Map<String, SaidOfJob> saidOfJobs = new HashMap<>();
    private final Map<String, SaidOfPool> saidOfPools = new TreeMap<>();
    private final TreeSet<String> gone = new TreeSet<>();
    private PolicyMemory memory = PolicyMemory.EMPTY;
    private @Nullable Cause cause;
    private @Nullable Instant next;
    private long sequence;

    /**
     * @param epoch the term this scheduler has claimed
     * @param now its first moment
     */
    public Scheduler(SchedulingPolicy policy, SchedulerSettings settings, long epoch, Instant now) {
        this(policy, settings, PlanWatcher.NOBODY, epoch, now);
    }

    /** The same, with somebody looking on. */
    public Scheduler(
            SchedulingPolicy policy, SchedulerSettings settings, PlanWatcher watcher, long epoch, Instant now) {
        this.policy = policy;
        this.settings = settings;
        this.watcher = watcher;
        this.epoch = epoch;
        this.startsAt = now.plus(settings.settle());
    }

    /** Gives back what an earlier scheduler had observed; that is no news and causes nothing. */
    public void restore(Iterable<JobSituation> situations, Iterable<FleetFact> facts, Iterable<ModelProfile> learnt) {
        situations.forEach(situation -> jobs.put(situation.job(), situation));
        facts.forEach(fleet::put);
        learnt.forEach(profiles::restore);
    }

    /** Gives back what the policy wanted to remember. */
    public void restore(PolicyMemory remembered) {
        memory = remembered;
    }

    /** What the policy wants to remember. */
    public PolicyMemory memory() {
        return memory;
    }

    /** When a plan should be made again though nothing has happened; absent if the policy named no moment. */
    public @Nullable Instant next() {
        return next;
    }

    /** Whether this claim of the scheduler's role ends its command: its own does not, and none from before it. */
    public boolean isSucceededBy(long claim) {
        return claim > epoch;
    }

    /** Something about a job has changed. */
    public Observed observe(JobSituation now) {
        note(now.kind(), now.origin());
        if (now.gone()) {
            gone.add(now.job());
        }
        JobSituation before = now.gone() ? jobs.remove(now.job()) : jobs.put(now.job(), now);
        boolean urgent = before == null || now.ended() || now.gone() || now.held() < before.held();
        return new Observed(urgent, true, profiles.learn(before, now));
    }

    /** Something about the fleet has changed. */
    public Observed observe(FleetFact fact) {
        if (!fleet.counts(fact)) {
            return new Observed(false, false, null);
        }
        note(FactKind.FLEET, fact.origin());
        FleetEvent before = fleet.put(fact);
        FleetEvent now = fact.event();
        boolean lost = before != null
                && (now == null || (now.worker() != null && now.worker().phase() == WorkerPhase.LOST));
        return new Observed(lost, true, profiles.learn(before, now));
    }

    /** Decides anew on everything, and says what differs from before or was not said for a while. */
    public Spoken plan(Instant now) {
        if (now.isBefore(startsAt)) {
            return Spoken.NOTHING;
        }
        sequence++;
        Cause because = cause == null ? new Cause(FactKind.TIME, CLOCK, 0, 0, now) : cause;
        cause = null;
        var speech = new Speech(now, because);
        speech.forget();
        List<JobView> open = speech.stopped();
        OptionalInt gpus = fleet.gpus();
        if (gpus.isPresent()) {
            var snapshot = new ClusterSnapshot(now, gpus.getAsInt(), open, fleet.workers(), profiles.all());
            Plan plan = policy.plan(snapshot, memory);
            watcher.planned(snapshot, memory, plan);
            speech.planned(plan);
        }
        return speech.spoken();
    }

    private void note(FactKind kind, Origin origin) {
        if (cause == null || origin.at().isBefore(cause.at())) {
            cause = new Cause(kind, origin.topic(), origin.partition(), origin.offset(), origin.at());
        }
    }

    private record SaidOfJob(Allocation allocation, Instant at) {}

    private record SaidOfPool(PoolTarget target, Instant at) {}

    /** One plan being put into words. */
    private final class Speech {
        private final Instant now;
        private final Cause because;
        private final Map<String, Integer> warm = fleet.warm();
        private final List<Allocation> allocations = new ArrayList<>();
        private final List<String> forgotten = new ArrayList<>();
        private final List<PoolTarget> pools = new ArrayList<>();
        private final List<Decision> decisions = new ArrayList<>();

        Speech(Instant now, Cause because) {
            this.now = now;
            this.because = because;
        }

        void forget() {
            forgotten.addAll(gone);
            gone.forEach(saidOfJobs::remove);
            gone.clear();
        }

        /** Says who must stop, and returns the others. */
        List<JobView> stopped() {
            List<JobView> open = new ArrayList<>();
            for (JobSituation job : jobs.values()) {
                @Nullable WishReason reason = mustStop(job);
                if (reason == null) {
                    open.add(view(job));
                } else {
                    say(job, Want.stop(reason));
                }
            }
            return open;
        }

        void planned(Plan plan) {
            memory = plan.memory();
            next = plan.next();
            for (PlannedAllocation planned : plan.allocations()) {
                say(Objects.requireNonNull(jobs.get(planned.job())), Want.planned(planned));
            }
            Map<String, PlannedPool> targets = new TreeMap<>();
            plan.pools().forEach(pool -> targets.put(pool.baseModel(), pool));
            for (String unused : new TreeSet<>(saidOfPools.keySet())) {
                targets.putIfAbsent(unused, new PlannedPool(unused, 0, PlannedPool.Reason.NO_DEMAND));
            }
            targets.values().forEach(this::say);
        }

        Spoken spoken() {
            return new Spoken(allocations, forgotten, pools, decisions);
        }

        private @Nullable WishReason mustStop(JobSituation job) {
            if (job.ended()) {
                return WishReason.ENDED;
            }
            if (job.cancelled()) {
                return WishReason.CANCEL_REQUESTED;
            }
            boolean late = job.stopsAtDeadline() && now.isAfter(job.deadline().plus(settings.grace()));
            return late ? WishReason.DEADLINE_PASSED : null;
        }

        private void say(JobSituation job, Want want) {
            SaidOfJob before = saidOfJobs.get(job.job());
            if (before == null || !want.isSaidBy(before.allocation())) {
                Allocation allocation = allocation(job, want);
                decisions.add(decision(job, want, allocation.decision()));
                repeat(allocation);
            } else if (!now.isBefore(before.at().plus(settings.restate()))) {
                repeat(before.allocation());
            }
        }

        private void repeat(Allocation allocation) {
            allocations.add(allocation);
            saidOfJobs.put(allocation.job(), new SaidOfJob(allocation, now));
        }

        private void say(PlannedPool pool) {
            SaidOfPool before = saidOfPools.get(pool.baseModel());
            if (before == null || before.target().workers() != pool.workers()) {
                repeat(new PoolTarget(
                        pool.baseModel(),
                        pool.workers(),
                        epoch,
                        sequence,
                        PoolReason.valueOf(pool.reason().name())));
            } else if (!now.isBefore(before.at().plus(settings.restate()))) {
                repeat(before.target());
            }
        }

        private void repeat(PoolTarget target) {
            pools.add(target);
            saidOfPools.put(target.baseModel(), new SaidOfPool(target, now));
        }

        private Allocation allocation(JobSituation job, Want want) {
            return new Allocation(
                    job.job(),
                    epoch,
                    sequence,
                    want.chosen().wish(),
                    want.chosen().workers(),
                    want.chosen().batchScale(),
                    want.reason(),
                    Decision.id(epoch, sequence, job.job()),
                    because);
        }

        private Decision decision(JobSituation job, Want want, String id) {
            StepsForecast forecast = job.forecast();
            double stepSeconds = job.stepSeconds() > 0
                    ? job.stepSeconds()
                    : profiles.stepSeconds(job.baseModel(), DECLARED_STEP_SECONDS);
            return new Decision(
                    id,
                    job.job(),
                    epoch,
                    sequence,
                    now,
                    job.deadline(),
                    forecast.stepsLeft(),
                    stepSeconds,
                    warm.getOrDefault(job.baseModel(), 0),
                    want.chosen(),
                    want.rejected());
        }

        private JobView view(JobSituation job) {
            SaidOfJob said = saidOfJobs.get(job.job());
            boolean runs = said != null && said.allocation().wish() == Wish.RUNNING;
            int wanted = said == null ? job.held() : runs ? said.allocation().workers() : 0;
            return new JobView(
                    job.job(),
                    job.tenant(),
                    job.baseModel(),
                    job.submittedAt(),
                    job.deadline(),
                    job.maxWorkers(),
                    job.forecast(),
                    job.stepSeconds(),
                    job.started(),
                    wanted,
                    job.held(),
                    job.heldSince(),
                    job.reportedSince() == null ? null : job.origin().at(),
                    0); // a worker looks up while it starts: the model's profile has that time
        }
    }
}
