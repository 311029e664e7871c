package io.prompttuner.benchmarks.plan;

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
 * A large cluster with very many jobs of four base models: some run on up to four workers, the others wait; deadlines are
 * within five minutes, some past all hope; a fiftieth of the GPUs is cold, and what is not busy is idle or loading.
 */
final class Crowd {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final int MODELS = 4;
    private static final double STEP_SECONDS = 0.1;

    private final Random chance = new Random(7);
    private final List<JobView> jobs = new ArrayList<>();
    private final List<WorkerView> workers = new ArrayList<>();

    private Crowd() {}

    /**
     * The same for the same arguments.
     *
     * @param busy share of the GPUs on which jobs run
     */
    static ClusterSnapshot of(int jobs, int gpus, double busy) {
        return new Crowd().snapshot(jobs, gpus, busy);
    }

    private ClusterSnapshot snapshot(int count, int gpus, double busy) {
        List<ModelProfile> profiles = new ArrayList<>();
        for (int n = 0; n < MODELS; n++) {
            profiles.add(ModelProfile.unknown(model(n))
                    .withStep(STEP_SECONDS)
                    .withLoad(20 + 5 * n)
                    .withStart(1)
                    .withConnect(2)
                    .withGpus(1));
        }
        for (int n = 0; n < count; n++) {
            job(n, (int) (gpus * busy));
        }
        while (workers.size() < gpus * 0.98) {
            Condition condition = chance.nextBoolean() ? Condition.IDLE : Condition.LOADING;
            worker(model(chance.nextInt(MODELS)), condition, chance.nextInt(20));
        }
        Collections.shuffle(jobs, chance);
        Collections.shuffle(workers, chance);
        return new ClusterSnapshot(NOW, gpus, jobs, workers, profiles);
    }

    private void job(int n, int busyGpus) {
        String model = model(chance.nextInt(MODELS));
        int on = 1 + chance.nextInt(4);
        boolean runs = workers.size() + on <= busyGpus;
        int held = runs ? on : 0;
        for (int i = 0; i < held; i++) {
            worker(model, Condition.BUSY, 30);
        }
        long last = 100L + chance.nextInt(3_000);
        jobs.add(new JobView(
                "job-" + n,
                "tenant",
                model,
                NOW.minusSeconds(chance.nextInt(300)),
                NOW.plusMillis(chance.nextInt(300_000)),
                8,
                new StepsForecast(0, last, last, last, last, 1),
                STEP_SECONDS,
                0,
                runs,
                held,
                held,
                runs ? NOW.minusSeconds(30) : null,
                runs ? NOW.minusSeconds(20) : null,
                runs ? 0 : 5));
    }

    private void worker(String model, Condition condition, long forSeconds) {
        workers.add(new WorkerView("worker-" + workers.size(), model, condition, 1, NOW.minusSeconds(forSeconds)));
    }

    private static String model(int n) {
        return "model-" + n;
    }
}
