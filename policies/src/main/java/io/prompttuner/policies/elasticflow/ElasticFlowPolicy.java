package io.prompttuner.policies.elasticflow;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.time.JobTime;
import io.prompttuner.policies.time.ModelTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * ElasticFlow as a scheduler of tuning jobs, the paper's second baseline: minimum satisfactory shares, admission, and marginal
 * returns for what is left. See the package.
 *
 * <p>It reschedules when a job comes or goes and when the plan ahead says so, at other times it repeats what it decided. It
 * assumes that workers are loaded anew for each start, and that the cluster is paid for whether it is used or not.
 */
public final class ElasticFlowPolicy implements SchedulingPolicy {

    private static final long NANOS = 1_000_000_000;

    private final ElasticFlowSettings settings;

    public ElasticFlowPolicy(ElasticFlowSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "elasticflow";
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        @Nullable ElasticFlowMemory last = ElasticFlowMemory.of(memory);
        var times = new ModelTimes(settings.times(), snapshot);
        List<Candidate> jobs = candidates(snapshot, times);
        if (last == null && jobs.isEmpty()) {
            return new Decisions(snapshot).nothing(memory);
        }
        if (last == null || overdrawn(jobs, snapshot.gpus())) {
            return rescheduled(snapshot, jobs, last);
        }
        @Nullable Instant due = due(last, snapshot);
        return due == null || due.isAfter(snapshot.now())
                ? new Decisions(snapshot).repeated(jobs, last, memory, due)
                : rescheduled(snapshot, jobs, last);
    }

    /** When the next rescheduling is due; null if nothing asks for one. */
    private @Nullable Instant due(ElasticFlowMemory last, ClusterSnapshot snapshot) {
        if (!last.differsFrom(snapshot)) {
            return last.planned();
        }
        Instant merged = last.at().plusNanos(Math.round(settings.merge() * NANOS));
        return last.planned() == null || merged.isBefore(last.planned()) ? merged : last.planned();
    }

    private Plan rescheduled(ClusterSnapshot snapshot, List<Candidate> jobs, @Nullable ElasticFlowMemory last) {
        List<Candidate> admitted = new ArrayList<>();
        List<Candidate> declined = new ArrayList<>();
        List<Candidate> fresh = new ArrayList<>();
        for (Candidate job : jobs) {
            @Nullable Boolean before =
                    last == null ? null : last.admitted().get(job.time().id());
            boolean ran = job.time().view().started() || job.time().view().wanted() > 0;
            if (before == null && !ran) {
                fresh.add(job);
            } else {
                (before == null || before ? admitted : declined).add(job);
            }
        }
        fresh.sort(Candidate.BY_ARRIVAL);
        Grid grid = Grid.of(snapshot, settings.slot());
        double horizon = jobs.stream().mapToDouble(Candidate::mustEnd).reduce(0, Math::max);
        var rescheduling =
                new Rescheduling(settings, admitted, () -> new FreeGpus(grid, Math.max(0, snapshot.gpus()), horizon));
        List<Portion> portions = rescheduling.portions(fresh, declined);
        int change = rescheduling.nextChange();
        @Nullable Instant planned = change == 0 ? null : grid.startInstant(change);
        var next = new ElasticFlowMemory(snapshot.now(), planned, snapshot.gpus(), standings(portions));
        return new Decisions(snapshot).made(portions, grid, next);
    }

    private List<Candidate> candidates(ClusterSnapshot snapshot, ModelTimes times) {
        List<JobTime> jobs = new ArrayList<>();
        for (JobView view : snapshot.jobs()) {
            jobs.add(new JobTime(view, times, snapshot.now()));
        }
        jobs.sort(JobTime.BY_DEADLINE);
        Arrivals arrivals = Arrivals.of(snapshot, times, jobs);
        Grid grid = Grid.of(snapshot, settings.slot());
        List<Candidate> candidates = new ArrayList<>(jobs.size());
        for (JobTime job : jobs) {
            candidates.add(new Candidate(job, snapshot.gpus(), arrivals, grid, settings.align()));
        }
        return candidates;
    }

    /** Whether more was allocated than there is, as after a loss of GPUs. */
    private static boolean overdrawn(List<Candidate> jobs, int gpus) {
        long allocated = 0;
        for (Candidate job : jobs) {
            allocated += (long) job.time().view().wanted() * job.gpus();
        }
        return allocated > gpus;
    }

    private static NavigableMap<String, Boolean> standings(List<Portion> portions) {
        NavigableMap<String, Boolean> standings = new TreeMap<>();
        for (Portion portion : portions) {
            standings.put(portion.job().time().id(), portion.standing() != Portion.Standing.DECLINED);
        }
        return standings;
    }
}
