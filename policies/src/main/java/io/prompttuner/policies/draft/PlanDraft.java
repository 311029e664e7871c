package io.prompttuner.policies.draft;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.policies.time.DeclaredTimes;
import io.prompttuner.policies.time.JobTime;
import io.prompttuner.policies.time.ModelTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan in the making, for policies that keep workers warm: jobs that run, jobs that wait, and the workers of each model.
 *
 * <p>Jobs that hold what they were allocated keep it until a policy decides otherwise. What was allocated and is not bound
 * yet is a promise, and kept as long as the workers are there.
 */
public final class PlanDraft {

    private final ModelTimes times;
    private final ClusterSnapshot snapshot;
    private final Duration window;
    private final Map<String, PoolDraft> pools = new HashMap<>();
    private final List<JobDraft> jobs;
    private final List<JobDraft> running = new ArrayList<>();
    private final List<JobDraft> waiting = new ArrayList<>();
    private final Alarm alarm;
    private int coldGpus;

    /**
     * @param window for which a worker stays warm without a job
     * @param holdAndWait whether a job may hold some of its workers while it waits for the others
     */
    public PlanDraft(ClusterSnapshot snapshot, DeclaredTimes declared, Duration window, boolean holdAndWait) {
        this.snapshot = snapshot;
        this.times = new ModelTimes(declared, snapshot);
        this.window = window;
        this.coldGpus = snapshot.coldGpus();
        this.alarm = new Alarm(snapshot.now());
        this.jobs = new ArrayList<>(snapshot.jobs().size());
        for (WorkerView worker : snapshot.workers()) {
            pool(worker.baseModel()).add(worker);
        }
        for (JobView job : snapshot.jobs()) {
            jobs.add(new JobDraft(new JobTime(job, times, snapshot.now()), pool(job.baseModel())));
        }
        sort(holdAndWait);
    }

    /** Jobs that have all their workers, or some of them and wait for the others. */
    public List<JobDraft> running() {
        return running;
    }

    /** Jobs that have nothing; to be sorted by whoever asks. */
    public List<JobDraft> waiting() {
        return waiting;
    }

    public Collection<PoolDraft> pools() {
        return pools.values();
    }

    /** GPUs without a worker that this plan has not used yet. */
    public int coldGpus() {
        return coldGpus;
    }

    /** GPUs of the whole cluster. */
    public int gpus() {
        return snapshot.gpus();
    }

    /** Uses cold GPUs, or frees some if negative. */
    public void useCold(int gpus) {
        coldGpus -= gpus;
    }

    /** When time alone may change the plan. */
    public Alarm alarm() {
        return alarm;
    }

    public Plan plan(PolicyMemory memory) {
        List<PlannedAllocation> allocations = new ArrayList<>(jobs.size());
        for (JobDraft job : jobs) {
            allocations.add(job.allocation());
        }
        List<PlannedPool> targets = new ArrayList<>();
        for (PoolDraft pool : new TreeMap<>(pools).values()) {
            targets.add(pool.target(alarm));
        }
        return new Plan(allocations, targets, memory, alarm.next());
    }

    private PoolDraft pool(String baseModel) {
        PoolDraft known = pools.get(baseModel);
        if (known == null) {
            known = new PoolDraft(
                    baseModel, times.gpus(baseModel), times.loadSeconds(baseModel), snapshot.now(), window);
            pools.put(baseModel, known);
        }
        return known;
    }

    private void sort(boolean holdAndWait) {
        List<JobDraft> promised = new ArrayList<>();
        for (JobDraft job : jobs) {
            if (job.time().runs() && job.time().view().wanted() > 0) {
                job.keep(
                        job.time().view().wanted(),
                        job.time().view().wanted(),
                        job.time().end());
                running.add(job);
            } else if (job.time().view().wanted() > 0) {
                promised.add(job);
            } else {
                waiting.add(job);
            }
        }
        promised.sort(JobDraft.BY_DEADLINE);
        promised.forEach(job -> keepPromise(job, holdAndWait));
    }

    private void keepPromise(JobDraft job, boolean holdAndWait) {
        JobView view = job.time().view();
        int missing = view.wanted() - view.held();
        int idle = Math.max(0, job.pool().idle());
        if (missing <= idle || holdAndWait) {
            job.pool().take(Math.min(missing, idle));
            job.keep(
                    view.wanted(),
                    view.held() + Math.min(missing, idle),
                    job.time().warm(view.wanted()));
            running.add(job);
        } else if (view.held() > 0 && view.started()) {
            job.keep(view.held(), view.held(), job.time().resized(view.held()));
            running.add(job);
        } else {
            waiting.add(job);
        }
    }
}
