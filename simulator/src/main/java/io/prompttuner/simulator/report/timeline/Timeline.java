package io.prompttuner.simulator.report.timeline;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.simulator.cluster.GpuState;
import io.prompttuner.simulator.cluster.JobResult;
import io.prompttuner.simulator.cluster.Observer;
import io.prompttuner.simulator.cluster.Occupancy;
import io.prompttuner.simulator.cluster.SimTime;
import io.prompttuner.simulator.experiment.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down one run while it goes by, for a page that shows it. */
public final class Timeline implements Observer {

    private final List<Segment> segments = new ArrayList<>();
    private final TreeMap<Integer, Doing> workers = new TreeMap<>();
    private final Map<String, JobResult> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> allocated = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<PoolDecision> pools = new ArrayList<>();
    private final List<Usage> usage = new ArrayList<>();
    private final EnumMap<GpuState, Integer> counts = new EnumMap<>(GpuState.class);
    private long last;

    private record Doing(long since, Occupancy what) {}

    @Override
    public void planned(ClusterSnapshot snapshot, PolicyMemory memory, Plan plan) {
        long now = SimTime.micros(snapshot.now());
        plan.allocations().stream()
                .sorted(Comparator.comparing(PlannedAllocation::job))
                .forEach(planned -> decided(now, planned));
        plan.pools().stream()
                .sorted(Comparator.comparing(PlannedPool::baseModel))
                .forEach(planned -> resized(now, planned));
        last = Math.max(last, now);
    }

    @Override
    public void worker(long nowMicros, Occupancy worker) {
        last = Math.max(last, nowMicros);
        @Nullable Doing before = workers.get(worker.worker());
        if (before != null && before.what().equals(worker)) {
            return;
        }
        if (before != null) {
            count(before.what(), -1);
            close(before, nowMicros);
        }
        if (worker.state() == GpuState.COLD) {
            workers.remove(worker.worker());
        } else {
            count(worker, 1);
            workers.put(worker.worker(), new Doing(nowMicros, worker));
        }
        use(new Usage(nowMicros, counts));
    }

    @Override
    public void job(long nowMicros, JobResult soFar) {
        last = Math.max(last, nowMicros);
        jobs.put(soFar.job().id(), soFar);
    }

    /**
     * What was written down up to now.
     *
     * @param run that was looked at
     */
    public Recording recorded(RunResult run) {
        var all = new ArrayList<>(segments);
        for (Doing doing : workers.values()) {
            if (doing.since() < last) {
                all.add(new Segment(doing.since(), last, doing.what()));
            }
        }
        return new Recording(run, last, all, List.copyOf(jobs.values()), decisions, pools, usage);
    }

    private void decided(long now, PlannedAllocation planned) {
        @Nullable Integer before = allocated.put(planned.job(), planned.chosen().workers());
        if (before == null || before != planned.chosen().workers()) {
            decisions.add(new Decision(now, before == null ? 0 : before, planned));
        }
    }

    private void resized(long now, PlannedPool planned) {
        @Nullable Integer known = sizes.put(planned.baseModel(), planned.workers());
        int before = known == null ? 0 : known;
        if (before != planned.workers()) {
            pools.add(new PoolDecision(now, before, planned));
        }
    }

    /** What lasted no time was not to be seen. */
    private void close(Doing doing, long now) {
        if (doing.since() < now) {
            segments.add(new Segment(doing.since(), now, doing.what()));
        }
    }

    private void count(Occupancy worker, int sign) {
        counts.merge(worker.state(), sign * worker.gpus().size(), Integer::sum);
    }

    private void use(Usage now) {
        if (!usage.isEmpty() && usage.get(usage.size() - 1).atMicros() == now.atMicros()) {
            usage.remove(usage.size() - 1);
        }
        usage.add(now);
    }
}
