package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.policies.time.ModelTimes;
import java.util.HashMap;
import java.util.Map;

/**
 * What one plan has left to hand out: GPUs, the idle workers among them, and those that jobs hold beyond their first, which
 * are the first to be taken back.
 */
final class Stock {

    private final ModelTimes times;
    private final Map<String, Integer> idle = new HashMap<>();
    private final Map<String, Integer> extra = new HashMap<>();
    private int freeGpus;

    Stock(ClusterSnapshot snapshot, ModelTimes times) {
        this.times = times;
        this.freeGpus = snapshot.gpus();
        for (WorkerView worker : snapshot.workers()) {
            if (worker.condition() == WorkerView.Condition.IDLE) {
                idle.merge(worker.baseModel(), 1, Integer::sum);
            }
        }
        for (JobView job : snapshot.jobs()) {
            if (job.held() > 1) {
                extra.merge(job.baseModel(), job.held() - 1, Integer::sum);
            }
        }
    }

    boolean fits(Candidate job) {
        return freeGpus >= job.gpus();
    }

    /** How many more workers of this job's model there is room for. */
    int room(Candidate job) {
        return freeGpus / job.gpus();
    }

    /** Hands out the GPUs of so many of its workers; a negative number gives them back. */
    void take(Candidate job, int workers) {
        freeGpus -= workers * job.gpus();
    }

    /** Seconds to the job's first step on a worker that nobody needs: an idle one, else another's extra one, else a new one. */
    double fresh(Candidate job) {
        String model = job.baseModel();
        if (taken(idle, model, 1) > 0) {
            return job.beginSeconds();
        }
        return taken(extra, model, 1) > 0
                ? job.stepSeconds() + job.beginSeconds() // it is free at the other's next step boundary
                : job.beginSeconds() + times.loadSeconds(model);
    }

    /** Leaves to a job so many of the workers that it holds beyond its first, or as many as nobody took; returns how many. */
    int keepExtra(Candidate job, int workers) {
        int kept = taken(extra, job.baseModel(), Math.min(workers, room(job)));
        take(job, kept);
        return kept;
    }

    /** Seconds until so many more workers are there: at once if they are warm, else when they are loaded. */
    double more(Candidate job, int workers) {
        String model = job.baseModel();
        int warm = idle.getOrDefault(model, 0) + extra.getOrDefault(model, 0);
        return workers <= warm ? 0 : times.loadSeconds(model);
    }

    /** Hands out so many more workers, warm ones first. */
    void takeMore(Candidate job, int workers) {
        int warm = taken(idle, job.baseModel(), workers);
        taken(extra, job.baseModel(), workers - warm);
        take(job, workers);
    }

    /** Takes so many, or as many as there are; returns how many. */
    private static int taken(Map<String, Integer> from, String model, int count) {
        int there = from.getOrDefault(model, 0);
        int taken = Math.min(there, count);
        from.put(model, there - taken);
        return taken;
    }
}
