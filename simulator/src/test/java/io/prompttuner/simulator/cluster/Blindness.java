package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.Policies;
import io.prompttuner.simulator.cluster.Simulation.Chance;
import io.prompttuner.simulator.cluster.SystemSpec.Cadence;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Runs in pairs that a policy must not be able to tell apart. */
final class Blindness {

    private static final int JOBS = 40;
    private static final int GPUS = 6;

    private final String policy;
    private final Workload workload;
    private final SystemSpec system;
    private final long seed;

    Blindness(String policy, long seed) {
        this.policy = policy;
        this.seed = seed;
        this.workload = Workloads.random(seed, JOBS);
        this.system = SystemSpec.of(GPUS, 0.5, new BankRule(0.2))
                .withReuse(!policy.equals("elasticflow"))
                .withFailures(seed % 4 == 0 ? new Failures(40, 3) : Failures.NONE);
    }

    /** What a policy decided at one moment; not why, and not what it remembers. */
    record Decided(Instant at, Set<List<Object>> allocations, Set<List<Object>> pools) {}

    List<Decided> usual() {
        return decided(workload, system, 0);
    }

    List<Decided> shuffled() {
        return decided(workload, system, seed);
    }

    /** How it ends if the policy is asked at every multiple of 50 ms, or when something has changed. */
    List<JobResult> jobs(Cadence cadence) {
        return Simulation.run(workload, system.withCadence(cadence), Policies.named(policy), seed, Observer.NOBODY)
                .jobs();
    }

    /** GPU-time by state, as above. */
    Object ledger(Cadence cadence) {
        return Simulation.run(workload, system.withCadence(cadence), Policies.named(policy), seed, Observer.NOBODY)
                .gpuMicros();
    }

    /** Half of the time that all takes. */
    long middle() {
        return Simulation.run(workload, system, Policies.named(policy), seed, Observer.NOBODY)
                        .endMicros()
                / 2;
    }

    /** What is decided up to a moment if the truth of the jobs that have not ended by then is another. */
    List<Decided> withOtherTruthAfter(long moment) {
        List<JobResult> results = Simulation.run(workload, system, Policies.named(policy), seed, Observer.NOBODY)
                .jobs();
        return upTo(moment, decided(otherTruth(results, moment), system, 0));
    }

    static List<Decided> upTo(long moment, List<Decided> all) {
        return all.stream()
                .filter(decided -> !decided.at().isAfter(SimTime.instant(moment)))
                .toList();
    }

    /** Whoever has not ended by then needs other steps. */
    private Workload otherTruth(List<JobResult> results, long moment) {
        var chance = new Random(seed);
        var jobs = new ArrayList<SimJob>();
        for (JobResult result : results) {
            SimJob job = result.job();
            boolean open = !result.ended() || result.endedMicros() > moment;
            jobs.add(open ? longer(job, chance) : job);
        }
        return new Workload(workload.name(), workload.models(), jobs);
    }

    /** Anything between what it needs and the most it may take: it has surely not ended earlier than before. */
    private static SimJob longer(SimJob job, Random chance) {
        return new SimJob(
                job.id(),
                job.tenant(),
                job.baseModel(),
                job.submittedMicros(),
                job.deadlineMicros(),
                between(job.ownSteps(), job.maxSteps(), chance),
                between(job.bankSteps(), job.maxSteps(), chance),
                job.maxSteps(),
                job.maxWorkers());
    }

    private static long between(long low, long high, Random chance) {
        return low + chance.nextInt((int) (high - low + 1));
    }

    private List<Decided> decided(Workload jobs, SystemSpec on, long shuffle) {
        var all = new ArrayList<Decided>();
        var observer = new Observer() {
            @Override
            public void planned(ClusterSnapshot snapshot, PolicyMemory memory, Plan plan) {
                all.add(decision(snapshot.now(), plan));
            }
        };
        var order = new ArrayList<>(jobs.jobs());
        Collections.shuffle(order, new Random(shuffle));
        var mixed = new Workload(jobs.name(), jobs.models(), order);
        Simulation.run(mixed, on, Policies.named(policy), new Chance(seed, shuffle), observer);
        return all;
    }

    private static Decided decision(Instant at, Plan plan) {
        Set<List<Object>> allocations = new HashSet<>();
        for (PlannedAllocation planned : plan.allocations()) {
            allocations.add(List.of(planned.job(), planned.chosen().workers()));
        }
        Set<List<Object>> pools = new HashSet<>();
        for (PlannedPool pool : plan.pools()) {
            pools.add(List.of(pool.baseModel(), pool.workers()));
        }
        return new Decided(at, allocations, pools);
    }
}
