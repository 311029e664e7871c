package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.scaling.scheduler.Sayings.Said;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final String CLOCK = "clock";

    private final SchedulingPolicy policy;
    private final SchedulerSettings settings;
    private final StopRule stop;
    private final PlanWatcher watcher;
    private final long epoch;
    private final Instant startsAt;
    private final Map<String, JobSituation> jobs = new TreeMap<>();
    private final FleetMirror fleet = new FleetMirror();
    private final Profiles profiles = new Profiles();
    private final Sayings sayings = new Sayings();
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
        this.stop = new StopRule(settings.grace());
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
        var speech = new Speech(occasion(now), sayings, settings.restate(), profiles, fleet.warm());
        List<String> forgotten = forgotten();
        List<JobView> open = open(speech, now);
        OptionalInt gpus = fleet.gpus();
        if (gpus.isPresent()) {
            var snapshot = new ClusterSnapshot(now, gpus.getAsInt(), open, fleet.workers(), profiles.all());
            Plan plan = policy.plan(snapshot, memory);
            watcher.planned(snapshot, memory, plan);
            memory = plan.memory();
            next = plan.next();
            for (PlannedAllocation planned : plan.allocations()) {
                speech.say(Objects.requireNonNull(jobs.get(planned.job())), Want.planned(planned));
            }
            speech.say(plan.pools());
        }
        return speech.spoken(forgotten);
    }

    private Speech.Occasion occasion(Instant now) {
        Cause because = cause == null ? new Cause(FactKind.TIME, CLOCK, 0, 0, now) : cause;
        cause = null;
        return new Speech.Occasion(epoch, sequence, now, because);
    }

    private List<String> forgotten() {
        List<String> forgotten = List.copyOf(gone);
        sayings.forget(gone);
        gone.clear();
        return forgotten;
    }

    /** Says who must stop, and returns the others. */
    private List<JobView> open(Speech speech, Instant now) {
        List<JobView> open = new ArrayList<>();
        for (JobSituation job : jobs.values()) {
            @Nullable WishReason reason = stop.reason(job, now);
            if (reason == null) {
                open.add(view(job));
            } else {
                speech.say(job, Want.stop(reason));
            }
        }
        return open;
    }

    private void note(FactKind kind, Origin origin) {
        if (cause == null || origin.at().isBefore(cause.at())) {
            cause = new Cause(kind, origin.topic(), origin.partition(), origin.offset(), origin.at());
        }
    }

    private JobView view(JobSituation job) {
        Said<Allocation> said = sayings.ofJob(job.job());
        boolean runs = said != null && said.record().wish() == Wish.RUNNING;
        int wanted = said == null ? job.held() : runs ? said.record().workers() : 0;
        return new JobView(
                job.job(),
                job.tenant(),
                job.baseModel(),
                job.submittedAt(),
                job.deadline(),
                job.maxWorkers(),
                job.forecast(),
                job.stepSeconds(),
                job.efficiency(),
                job.started(),
                wanted,
                job.held(),
                job.heldSince(),
                job.reportedSince() == null ? null : job.origin().at(),
                0); // a worker looks up while it starts: the model's profile has that time
    }
}
