package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.time.ModelTimes;
import java.util.List;

/**
 * Earliest deadline first, a worker for each job before anybody has two.
 *
 * <p>A job that runs keeps its worker; free GPUs go to the waiting job whose deadline is nearest, those that can't meet
 * theirs last. When none is free and waiting would cost a job its deadline, the job with the most slack is paused for it,
 * if that saves more than it risks: see {@link PauseRule}. What is left then goes to jobs
 * that would miss their deadline and won't with several workers: see {@link ShareRule}. Such workers are the first to be
 * taken back for a job that waits.
 */
public final class EarliestDeadlinePolicy implements SchedulingPolicy {

    private final EdfSettings settings;

    public EarliestDeadlinePolicy(EdfSettings settings) {
        this.settings = settings;
    }

    public static EarliestDeadlinePolicy standard() {
        return new EarliestDeadlinePolicy(EdfSettings.standard());
    }

    @Override
    public String name() {
        return "edf";
    }

    @Override
    public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
        var times = new ModelTimes(settings.times(), snapshot);
        int spareGpus = spareGpus(snapshot, times);
        List<Candidate> candidates = snapshot.jobs().stream()
                .map(job -> new Candidate(job, times, settings, spareGpus, snapshot.now()))
                .sorted(Candidate.BY_URGENCY)
                .toList();
        var stock = new Stock(snapshot, times);
        var slots = new Slots(stock, times, new PauseRule(settings));
        candidates.stream().filter(Candidate::wanted).forEach(slots::keep);
        List<Candidate> waiting =
                candidates.stream().filter(candidate -> !slots.runs(candidate)).toList();
        waiting.forEach(slots::serve);
        List<Candidate> running = candidates.stream().filter(slots::runs).toList();
        var extras = new Extras(new ShareRule(settings), stock);
        running.forEach(job -> extras.keep(job, slots.starts(job)));
        running.forEach(extras::grow);
        List<PlannedAllocation> allocations = candidates.stream()
                .map(job -> slots.runs(job) ? extras.allocation(job, slots.allocation(job)) : slots.allocation(job))
                .toList();
        return new Plan(allocations, new PoolPlanner(settings, snapshot).pools(extras.workers()), memory, null);
    }

    /** GPUs that are left when every job has one worker; less than none if there are too few. */
    private static int spareGpus(ClusterSnapshot snapshot, ModelTimes times) {
        int spare = snapshot.gpus();
        for (JobView job : snapshot.jobs()) {
            int each = times.gpus(job.baseModel());
            spare -= each <= snapshot.gpus() ? each : 0; // what can never run leaves its share to others
        }
        return spare;
    }
}
