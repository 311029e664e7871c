package io.prompttuner.policies.drive;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.domain.throughput.ModelProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Snapshots in which numbers can be worked out in the head: a step takes 1 s on one worker, loading 10 s, a first start 2 s, a
 * later one 1 s, and 2 s more for several workers. A job may have 8 workers unless said otherwise.
 */
public final class Scene {

    public static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final int gpus;
    private Instant now = NOW;
    private int most = 8;
    private String model = "m";
    private final List<JobView> jobs = new ArrayList<>();
    private final List<WorkerView> workers = new ArrayList<>();
    private final List<ModelProfile> profiles = new ArrayList<>();

    private Scene(int gpus) {
        this.gpus = gpus;
    }

    public static Scene of(int gpus) {
        return new Scene(gpus);
    }

    /** So many seconds after the usual moment. */
    public Scene at(double seconds) {
        now = instant(seconds);
        return this;
    }

    /** What follows is of this base model, with so many GPUs a worker. */
    public Scene model(String name, int gpusEach) {
        return model(name, gpusEach, 10);
    }

    /** The same, and loading takes so many seconds. */
    public Scene model(String name, int gpusEach, double load) {
        model = name;
        profiles.add(ModelProfile.unknown(name).withGpus(gpusEach).withLoad(load));
        return this;
    }

    /** Jobs that follow may have so many workers. */
    public Scene most(int workers) {
        most = workers;
        return this;
    }

    /** A job that was just submitted; seconds after the usual moment. */
    public Scene waiting(String id, long steps, double deadline) {
        return waiting(id, steps, deadline, 0);
    }

    public Scene waiting(String id, long steps, double deadline, double submitted) {
        return with(view(id, steps, deadline, submitted, 0, 0));
    }

    /** A job that waits for workers that it was allocated, and holds some of them. */
    public Scene holding(String id, int wanted, int held, long steps, double deadline) {
        busy(id, held, 0);
        return with(view(id, steps, deadline, 0, wanted, held));
    }

    /** A job that has just made its latest step on all its workers, and has so many steps to go. */
    public Scene running(String id, int on, long steps, double deadline) {
        busy(id, on, -60);
        return with(view(id, steps, deadline, -60, on, on));
    }

    public Scene idle(String worker, double since) {
        workers.add(new WorkerView(worker, model, Condition.IDLE, gpusEach(), instant(since)));
        return this;
    }

    public Scene loading(String worker, double since) {
        workers.add(new WorkerView(worker, model, Condition.LOADING, gpusEach(), instant(since)));
        return this;
    }

    public Scene with(JobView job) {
        jobs.add(job);
        return this;
    }

    public ClusterSnapshot snapshot() {
        return new ClusterSnapshot(now, gpus, jobs, workers, profiles);
    }

    /** The same in another order. */
    public ClusterSnapshot shuffled(long seed) {
        return new ClusterSnapshot(now, gpus, mixed(jobs, seed), mixed(workers, seed + 1), mixed(profiles, seed + 2));
    }

    public static Instant instant(double seconds) {
        return NOW.plusNanos(Math.round(seconds * 1e9));
    }

    private JobView view(String id, long steps, double deadline, double submitted, int wanted, int held) {
        boolean runs = held > 0 && held == wanted;
        return new JobView(
                id,
                "acme",
                model,
                instant(submitted),
                instant(deadline),
                most,
                new StepsForecast(0, steps, steps, steps, steps, 1),
                1,
                0,
                runs,
                wanted,
                held,
                held > 0 ? instant(runs ? -60 : 0) : null,
                runs ? now : null,
                0);
    }

    private void busy(String job, int count, double since) {
        for (int n = 0; n < count; n++) {
            workers.add(new WorkerView(job + "/" + n, model, Condition.BUSY, gpusEach(), instant(since)));
        }
    }

    private int gpusEach() {
        return profiles.stream()
                .filter(profile -> profile.baseModel().equals(model))
                .mapToInt(ModelProfile::gpusPerWorker)
                .findFirst()
                .orElse(1);
    }

    private static <T> List<T> mixed(List<T> list, long seed) {
        List<T> mixed = new ArrayList<>(list);
        Collections.shuffle(mixed, new Random(seed));
        return mixed;
    }
}
