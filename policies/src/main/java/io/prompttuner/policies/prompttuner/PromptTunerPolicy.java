package io.prompttuner.policies.prompttuner;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Switches;
import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scheduler of the PromptTuner paper (arXiv 2603.05087, section 4): a pool of warm workers for each base model, from
 * which algorithm 1 serves jobs; algorithm 2 loads more where waiting would miss a deadline; what is idle for a window of time
 * grows cold.
 */
public final class PromptTunerPolicy implements SchedulingPolicy {

    /** Of the paper; seconds. */
    private static final double WINDOW = 60;

    /** Fitted; seconds. */
    private static final double TUNED_WINDOW = 15;

    private final String name;
    private final PromptTunerSwitches switches;

    private PromptTunerPolicy(String name, PromptTunerSwitches switches) {
        this.name = name;
        this.switches = switches;
    }

    /** As in the paper, but for the switches that are given. */
    public static PromptTunerPolicy faithful(Switches given) {
        return new PromptTunerPolicy("prompttuner", PromptTunerSwitches.read(given, WINDOW));
    }

    /** The same with another window. */
    public static PromptTunerPolicy tuned(Switches given) {
        return new PromptTunerPolicy("prompttuner-tuned", PromptTunerSwitches.read(given, TUNED_WINDOW));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        var draft = new PlanDraft(snapshot, switches.times(), switches.window(), switches.holdAndWait());
        var reservations = new Reservations(switches.reserve(), memory);
        reservations.check(draft);
        draft.waiting()
                .sort(switches.slo().ascending()); // so that the algorithms find them sorted, which costs them little
        serveFromWarmPools(draft, reservations);
        expect(draft, reservations);
        boolean othersWait = new IncompleteGangs(switches, draft).complete(served(draft));
        List<JobDraft> waiting = waiting(draft, reservations);
        List<JobDraft> doomed = new ColdPoolAlgorithm(switches, draft, reservations).allocate(waiting);
        draft.pools().forEach(pool -> spare(pool, reservations));
        boolean promised = doomed.size() < waiting.size() || !reservations.none();
        new BestEffort(switches, draft).serve(doomed, othersWait || promised);
        if (switches.slo() == Slo.CONSTANT && !waiting.isEmpty()) {
            draft.alarm().soon(); // by that reckoning a wait grows shorter all the time, and the time left does not
        }
        return draft.plan(reservations.memory());
    }

    private void serveFromWarmPools(PlanDraft draft, Reservations reservations) {
        Map<PoolDraft, List<JobDraft>> byPool = new HashMap<>();
        draft.waiting().forEach(job -> add(byPool, job));
        if (switches.resize()) {
            draft.running().stream().filter(job -> job.time().runs()).forEach(job -> add(byPool, job));
        }
        var algorithm = new WarmPoolAlgorithm(switches, draft, reservations);
        byPool.forEach(algorithm::allocate);
        draft.waiting().stream().filter(job -> job.workers() > 0).forEach(reservations::remove);
    }

    /** Fills E_l of each pool: idle workers, those on their way, and those of jobs that run, when these will be done. */
    private void expect(PlanDraft draft, Reservations reservations) {
        for (PoolDraft pool : draft.pools()) {
            int kept = reservations.ofPool(pool);
            pool.earliest().add(0, Math.max(0, pool.idle() - Math.max(0, kept - pool.loading())));
            if (!switches.reissue()) {
                pool.countOnLoading(kept);
            }
        }
        if (switches.delay()) {
            for (JobDraft job : served(draft)) {
                if (!job.incomplete()) {
                    job.pool().earliest().add(job.end(), job.workers());
                }
            }
        }
    }

    private void spare(PoolDraft pool, Reservations reservations) {
        int kept = Math.max(0, reservations.ofPool(pool) - pool.loading());
        pool.spare(pool.idle() - pool.earliest().bookedNow() - kept);
    }

    /** Jobs that had workers before, and those that algorithm 1 gave some. */
    private static List<JobDraft> served(PlanDraft draft) {
        List<JobDraft> served = new ArrayList<>(draft.running());
        for (JobDraft job : draft.waiting()) {
            if (job.workers() > 0) {
                served.add(job);
            }
        }
        return served;
    }

    /** P of algorithm 2. */
    private static List<JobDraft> waiting(PlanDraft draft, Reservations reservations) {
        List<JobDraft> waiting = new ArrayList<>();
        for (JobDraft job : draft.waiting()) {
            if (job.workers() == 0 && reservations.covers(job)) {
                job.await(job.pool().load() + job.time().warm(1), "workers are loaded for it");
            } else if (job.workers() == 0) {
                waiting.add(job);
            }
        }
        return waiting;
    }

    private static void add(Map<PoolDraft, List<JobDraft>> byPool, JobDraft job) {
        byPool.computeIfAbsent(job.pool(), pool -> new ArrayList<>()).add(job);
    }
}
