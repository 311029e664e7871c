package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.domain.throughput.Average;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.simulator.cluster.Agenda.Entry;
import io.prompttuner.simulator.cluster.SystemSpec.Cadence;
import io.prompttuner.simulator.workload.BaseModelSpec;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of one policy over one workload: discrete events, one thread, the same for the same arguments.
 *
 * <p>Events happen to the microsecond; the policy is asked at multiples of 50 ms ({@link SimTime#QUANTUM}), after everything
 * that happened up to then. A run ends when all jobs have ended, or when nothing can happen any more, or a day after the last
 * arrival.
 */
public final class Simulation {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long PATIENCE = SimTime.micros(86_400);

    private final SystemSpec system;
    private final SchedulingPolicy policy;
    private final Observer observer;
    private final List<JobRun> jobs;
    private final List<ModelProfile> profiles;
    private final Agenda agenda;
    private final Fleet fleet;
    private final Cluster cluster;
    private final long lastMoment;
    private int arrived;
    private long now;
    private long plannedAt = -SimTime.QUANTUM;
    private long planDue = NEVER;
    private long plans;
    private PolicyMemory memory = PolicyMemory.EMPTY;

    private Simulation(
            Workload workload, SystemSpec system, SchedulingPolicy policy, Chance chance, Observer observer) {
        this.system = system;
        this.policy = policy;
        this.observer = observer;
        this.agenda = new Agenda(chance.shuffle());
        this.fleet = new Fleet(system, workload.models(), agenda, chance.seed(), observer);
        this.cluster = new Cluster(system, fleet, agenda);
        this.jobs = jobs(workload, fleet, system);
        this.profiles = workload.models().stream()
                .map(model -> profile(model, system.connectSeconds()))
                .toList();
        long last = jobs.isEmpty() ? 0 : jobs.get(jobs.size() - 1).truth().submittedMicros();
        this.lastMoment = last + PATIENCE;
    }

    /**
     * Lives through a workload.
     *
     * @param seed of what chance decides while it goes by: how long each loading takes, which worker dies
     * @param observer looks on
     * @throws IllegalArgumentException if a job names an unknown base model, or two have one identity
     */
    public static SimulationResult run(
            Workload workload, SystemSpec system, SchedulingPolicy policy, long seed, Observer observer) {
        return run(workload, system, policy, new Chance(seed, 0), observer);
    }

    /** The same, with simultaneous events in another order. */
    static SimulationResult run(
            Workload workload, SystemSpec system, SchedulingPolicy policy, Chance chance, Observer observer) {
        return new Simulation(workload, system, policy, chance, observer).run();
    }

    /**
     * What is left to chance.
     *
     * @param seed of loadings and deaths
     * @param shuffle of simultaneous events
     */
    record Chance(long seed, long shuffle) {}

    private SimulationResult run() {
        while (cluster.open().size() + jobs.size() - arrived > 0) {
            long next = Math.min(nextEvent(), planDue);
            if (next == NEVER || next > lastMoment) {
                break;
            }
            advance(next);
            boolean changed = happen();
            if (changed) {
                cluster.bindIdle(now);
                show();
                planDue = Math.min(planDue, soonest());
            }
            if (planDue <= now && nextEvent() > now) {
                plan();
                show();
            }
        }
        return result();
    }

    private void advance(long to) {
        now = to;
        fleet.ledger().advance(to);
    }

    private long nextEvent() {
        @Nullable Entry first = agenda.peek();
        long event = first == null ? NEVER : first.at();
        long arrival =
                arrived == jobs.size() ? NEVER : jobs.get(arrived).truth().submittedMicros();
        return Math.min(event, arrival);
    }

    /** Everything that happens at this moment; false if all of it was void. */
    private boolean happen() {
        boolean changed = false;
        while (arrived < jobs.size() && jobs.get(arrived).truth().submittedMicros() <= now) {
            JobRun job = jobs.get(arrived++);
            cluster.arrive(job);
            observer.job(now, job.result());
            changed = true;
        }
        for (Entry entry = agenda.peek(); entry != null && entry.at() <= now; entry = agenda.peek()) {
            agenda.removeFirst();
            changed |= happens(entry);
        }
        return changed;
    }

    private boolean happens(Entry entry) {
        return switch (entry.kind()) {
            case JOB_ENDS -> ends(jobs.get(entry.number()), entry.version());
            case WORKER_READY -> ready(fleet.worker(entry.number()));
            case WORKER_DIES -> dies(fleet.worker(entry.number()));
        };
    }

    private boolean ends(JobRun job, int version) {
        boolean holds = job.isRunning() && job.version() == version;
        if (holds) {
            tellSteps(job, now);
            cluster.end(job, now);
            observer.job(now, job.result());
        }
        return holds;
    }

    private boolean ready(@Nullable SimWorker worker) {
        if (worker != null) {
            cluster.ready(worker, now);
        }
        return worker != null;
    }

    private boolean dies(@Nullable SimWorker worker) {
        if (worker != null) {
            cluster.die(worker, now);
        }
        return worker != null;
    }

    private void plan() {
        if (observer.wantsSteps()) {
            cluster.open().forEach(job -> tellSteps(job, now));
        }
        var snapshot =
                new ClusterSnapshot(SimTime.instant(now), system.gpus(), cluster.views(now), fleet.views(), profiles);
        Plan plan = policy.plan(snapshot, memory);
        observer.planned(snapshot, memory, plan);
        memory = plan.memory();
        plans++;
        plannedAt = now;
        boolean changed = cluster.carryOut(plan, now);
        planDue = changed
                ? now + SimTime.QUANTUM
                : due(plan); // as in production, what a plan does is a fact for the next
    }

    /** When the policy must be asked again though nothing happens. */
    private long due(Plan plan) {
        if (system.cadence() == Cadence.TICKS) {
            return now + SimTime.QUANTUM;
        }
        return plan.next() == null
                ? NEVER
                : Math.max(SimTime.quantised(SimTime.micros(plan.next())), now + SimTime.QUANTUM);
    }

    /** The first moment at which the policy may be asked about what has just changed. */
    private long soonest() {
        return Math.max(SimTime.quantised(now), plannedAt + SimTime.QUANTUM);
    }

    private void show() {
        if (observer.wantsState()) {
            observer.state(state());
        }
    }

    private ClusterState state() {
        var counted = new EnumMap<GpuState, Integer>(GpuState.class);
        for (GpuState state : GpuState.values()) {
            counted.put(state, fleet.ledger().count(state));
        }
        var held = new TreeMap<String, List<Integer>>();
        for (JobRun job : cluster.open()) {
            held.put(
                    job.truth().id(),
                    job.workers().stream().map(SimWorker::number).toList());
        }
        List<Occupancy> workers = fleet.workers().stream().map(Fleet::occupancy).toList();
        return new ClusterState(now, system.gpus(), counted, fleet.ledger().micros(), workers, held);
    }

    private void tellSteps(JobRun job, long upTo) {
        if (observer.wantsSteps()) {
            job.tellSteps(upTo, observer);
        }
    }

    private SimulationResult result() {
        Map<GpuState, Long> micros = fleet.ledger().micros();
        return new SimulationResult(
                system.gpus(), now, jobs.stream().map(JobRun::result).toList(), micros, plans);
    }

    private static List<JobRun> jobs(Workload workload, Fleet fleet, SystemSpec system) {
        List<SimJob> ordered = workload.jobs().stream()
                .sorted(Comparator.comparingLong(SimJob::submittedMicros).thenComparing(SimJob::id))
                .toList();
        var jobs = new ArrayList<JobRun>(ordered.size());
        var ids = new HashSet<String>();
        for (SimJob job : ordered) {
            @Nullable Pool pool = fleet.pool(job.baseModel());
            if (pool == null || !ids.add(job.id())) {
                String fault = pool == null ? "names the unknown base model " + job.baseModel() : "is there twice";
                throw new IllegalArgumentException("job %s %s".formatted(job.id(), fault));
            }
            jobs.add(new JobRun(jobs.size(), job, pool, system.bank()));
        }
        return jobs;
    }

    private static ModelProfile profile(BaseModelSpec model, double connectSeconds) {
        return new ModelProfile(
                model.name(),
                known(model.stepSeconds()),
                known(model.loadSeconds()),
                known(0),
                known(0),
                known(connectSeconds),
                model.gpusPerWorker());
    }

    private static Average known(double seconds) {
        return Average.UNKNOWN.with(seconds);
    }
}
