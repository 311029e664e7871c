package io.prompttuner.policies.edf;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.domain.throughput.StepTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Snapshots for tests, in which a step takes one second, so that the expected numbers can be worked out in the head. */
final class Cluster {

    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final int gpus;
    private int most = 1;
    private double efficiency = StepTime.EFFICIENCY;
    private final List<JobView> jobs = new ArrayList<>();
    private final List<WorkerView> workers = new ArrayList<>();

    private Cluster(int gpus) {
        this.gpus = gpus;
    }

    static Cluster of(int gpus) {
        return new Cluster(gpus);
    }

    /** Jobs that follow may have so many workers. */
    Cluster most(int workers) {
        most = workers;
        return this;
    }

    /** Jobs that follow spend such a share of a step computing when several workers share it. */
    Cluster efficiency(double share) {
        efficiency = share;
        return this;
    }

    /** A job that has run for a minute and holds several workers, as it should. */
    Cluster sharing(String id, int held, double steps, long deadline) {
        return changing(id, held, held, steps, deadline);
    }

    /** The same, and it should hold another number of them. */
    Cluster changing(String id, int wanted, int held, double steps, long deadline) {
        busy(id, "m", held);
        return job(id, "m", steps, deadline, wanted, held);
    }

    /** A job that has run for a minute and holds a worker. */
    Cluster running(String id, double steps, long deadline) {
        return running(id, "m", steps, deadline);
    }

    Cluster running(String id, String model, double steps, long deadline) {
        busy(id, model, 1);
        return job(id, model, steps, deadline, 1, 1);
    }

    Cluster waiting(String id, double steps, long deadline) {
        return waiting(id, "m", steps, deadline);
    }

    Cluster waiting(String id, String model, double steps, long deadline) {
        return job(id, model, steps, deadline, 0, 0);
    }

    Cluster idle(String worker, String model, long forSeconds) {
        workers.add(new WorkerView(worker, model, Condition.IDLE, 1, NOW.minusSeconds(forSeconds)));
        return this;
    }

    Cluster with(JobView job) {
        jobs.add(job);
        return this;
    }

    ClusterSnapshot snapshot() {
        return new ClusterSnapshot(NOW, gpus, jobs, workers, List.of());
    }

    ClusterSnapshot shuffled(long seed) {
        var otherJobs = new ArrayList<>(jobs);
        var otherWorkers = new ArrayList<>(workers);
        Collections.shuffle(otherJobs, new Random(seed));
        Collections.shuffle(otherWorkers, new Random(seed + 1));
        return new ClusterSnapshot(NOW, gpus, otherJobs, otherWorkers, List.of());
    }

    private Cluster job(String id, String model, double steps, long deadline, int wanted, int held) {
        return with(new JobView(
                id,
                "acme",
                model,
                NOW.minusSeconds(100),
                NOW.plusSeconds(deadline),
                most,
                new StepsForecast(0, 0.9 * steps, steps, 1.1 * steps, 10_000, 1),
                1,
                efficiency,
                held > 0,
                wanted,
                held,
                held > 0 ? NOW.minusSeconds(60) : null,
                null,
                0));
    }

    private void busy(String job, String model, int count) {
        for (int n = 0; n < count; n++) {
            workers.add(new WorkerView(
                    n == 0 ? "w-" + job : "w-" + job + "/" + n, model, Condition.BUSY, 1, NOW.minusSeconds(60)));
        }
    }
}
