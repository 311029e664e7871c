package io.prompttuner.policies.simple;

import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Gives idle workers that nobody waits for to jobs that run, one by one to where it saves most time, if it saves clearly more
 * than the workers take to connect.
 */
final class Spread {

    /** How many times the time to connect a running job must save before it is resized. */
    private static final double WORTH = 2;

    private final PlanDraft draft;
    private final Map<JobDraft, Integer> more = new HashMap<>();

    Spread(PlanDraft draft) {
        this.draft = draft;
    }

    void run() {
        var queue = new PriorityQueue<JobDraft>(
                Comparator.comparingDouble((JobDraft job) -> -saving(job)).thenComparing(JobDraft.BY_DEADLINE));
        draft.running().forEach(job -> offer(queue, job));
        draft.waiting().forEach(job -> offer(queue, job));
        while (!queue.isEmpty()) {
            JobDraft job = queue.remove();
            if (job.pool().spare() > 0) {
                job.pool().takeSpare(1);
                more.merge(job, 1, Integer::sum);
                offer(queue, job);
            }
        }
        more.forEach(this::resize);
    }

    private void offer(PriorityQueue<JobDraft> queue, JobDraft job) {
        boolean mayRun = job.workers() > 0
                && !job.incomplete()
                && (job.held() == 0 || job.time().runs());
        if (mayRun && job.pool().spare() > 0 && workers(job) < job.maxWorkers()) {
            queue.add(job);
        }
    }

    private void resize(JobDraft job, int count) {
        int workers = job.workers() + count;
        boolean starts = job.held() == 0;
        double end = starts ? job.time().warm(workers) : job.time().resized(workers);
        double worth = starts ? 0 : WORTH * job.time().connect();
        if (job.end() - end > worth) {
            job.start(workers, end, "gets idle workers that nobody waits for");
        } else {
            job.pool().takeSpare(-count);
        }
    }

    /** Seconds that one more worker saves, connecting aside. */
    private double saving(JobDraft job) {
        int workers = workers(job);
        return job.end() * job.workers() / workers / (workers + 1);
    }

    private int workers(JobDraft job) {
        return job.workers() + more.getOrDefault(job, 0);
    }
}
