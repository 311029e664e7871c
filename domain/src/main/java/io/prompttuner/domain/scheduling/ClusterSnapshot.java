package io.prompttuner.domain.scheduling;

import io.prompttuner.domain.throughput.ModelProfile;
import java.time.Instant;
import java.util.List;

/**
 * All that a policy may know at one moment.
 *
 * @param now the scheduler's clock
 * @param gpus how many there are in all
 * @param jobs every job that may run; those that ended or must stop are not for a policy to decide on
 * @param workers every worker that is not lost
 * @param profiles what is known of the base models; one may be missing
 */
public record ClusterSnapshot(
        Instant now, int gpus, List<JobView> jobs, List<WorkerView> workers, List<ModelProfile> profiles) {

    public ClusterSnapshot {
        jobs = List.copyOf(jobs);
        workers = List.copyOf(workers);
        profiles = List.copyOf(profiles);
    }

    /** GPUs without a worker: the cold pool. */
    public int coldGpus() {
        int cold = gpus;
        for (WorkerView worker : workers) {
            cold -= worker.gpus();
        }
        return Math.max(0, cold);
    }
}
