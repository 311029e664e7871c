package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.time.ModelTimes;
import java.util.List;

/**
 * Earliest deadline first, one worker a job.
 *
 * <p>A job that runs keeps its worker; free GPUs go to the waiting job whose deadline is nearest, those that can't meet
 * theirs last. When none is free and waiting would cost a job its deadline, the job with the most slack is paused for it,
 * if that saves more than it risks: see {@link PauseRule}.
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
        List<Candidate> candidates = snapshot.jobs().stream()
                .map(job -> new Candidate(job, times, settings, snapshot.now()))
                .sorted(Candidate.BY_URGENCY)
                .toList();
        var slots = new Slots(snapshot, times, new PauseRule(settings));
        candidates.stream().filter(Candidate::wanted).forEach(slots::keep);
        List<Candidate> waiting =
                candidates.stream().filter(candidate -> !slots.runs(candidate)).toList();
        waiting.forEach(slots::serve);
        List<PlannedAllocation> allocations =
                candidates.stream().map(slots::allocation).toList();
        return new Plan(allocations, new PoolPlanner(settings, snapshot).pools(slots.running()), memory, null);
    }
}
