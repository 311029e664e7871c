package io.prompttuner.policies.edf;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.policies.drive.Plans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Random clusters with jobs that may have up to four workers, of two models, one of which needs two GPUs a worker. */
class SharedPlansTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final int SNAPSHOTS = 2_000;
    private static final List<ModelProfile> PROFILES =
            List.of(ModelProfile.unknown("n").withGpus(2));

    @Test
    void neverHandsOutMoreThanThereIsNorMoreThanAJobMayHave() {
        forEach((snapshot, plan) -> {
            int used = 0;
            for (JobView job : snapshot.jobs()) {
                int workers = workers(plan, job);
                assertThat(workers).isBetween(0, job.maxWorkers());
                used += workers * gpus(job.baseModel());
            }
            assertThat(used).isLessThanOrEqualTo(snapshot.gpus());
            int loaded = plan.pools().stream()
                    .mapToInt(pool -> pool.workers() * gpus(pool.baseModel()))
                    .sum();
            assertThat(loaded).isBetween(used, snapshot.gpus());
        });
    }

    @Test
    void nobodyWaitsForAWorkerWhileAnotherOfItsModelHasTwo() {
        int[] several = new int[1];
        forEach((snapshot, plan) -> {
            for (JobView job : snapshot.jobs()) {
                boolean rich = workers(plan, job) > 1;
                several[0] += rich ? 1 : 0;
                assertThat(rich
                                && snapshot.jobs().stream()
                                        .anyMatch(other ->
                                                other.baseModel().equals(job.baseModel()) && workers(plan, other) == 0))
                        .isFalse();
            }
        });
        assertThat(several[0]).as("jobs with several workers").isGreaterThan(SNAPSHOTS / 10);
    }

    @Test
    void theOrderOfTheSnapshotChangesNothing() {
        forEach((snapshot, plan) -> {
            List<JobView> jobs = new ArrayList<>(snapshot.jobs());
            List<WorkerView> workers = new ArrayList<>(snapshot.workers());
            Collections.shuffle(jobs, new Random(jobs.size()));
            Collections.shuffle(workers, new Random(workers.size()));

            Plan shuffled = plan(new ClusterSnapshot(NOW, snapshot.gpus(), jobs, workers, PROFILES));

            assertThat(new HashSet<>(shuffled.allocations())).isEqualTo(new HashSet<>(plan.allocations()));
            assertThat(shuffled.pools()).isEqualTo(plan.pools());
        });
    }

    /** Carried out at once, what was to load, or to begin, is there early: the next two plans may see that. */
    @Test
    void plansThatAreCarriedOutChangeNothingMore() {
        forEach((snapshot, plan) -> {
            ClusterSnapshot second = carriedOut(snapshot, plan);
            ClusterSnapshot third = carriedOut(second, plan(second));
            Plan settled = plan(third);

            Plan next = plan(carriedOut(third, settled));

            assertThat(Plans.workers(next)).isEqualTo(Plans.workers(settled));
            assertThat(Plans.pools(next)).isEqualTo(Plans.pools(settled));
        });
    }

    private static void forEach(BiConsumer<ClusterSnapshot, Plan> check) {
        for (int seed = 0; seed < SNAPSHOTS; seed++) {
            ClusterSnapshot snapshot = snapshot(new Random(seed));
            Plan plan = plan(snapshot);
            try {
                check.accept(snapshot, plan);
            } catch (AssertionError broken) {
                throw new AssertionError("seed %d: %s".formatted(seed, plan.allocations()), broken);
            }
        }
    }

    private static Plan plan(ClusterSnapshot snapshot) {
        return EarliestDeadlinePolicy.standard().plan(snapshot, PolicyMemory.EMPTY);
    }

    /** Every worker that the plan wants is there, and every job holds what it was allocated. */
    private static ClusterSnapshot carriedOut(ClusterSnapshot before, Plan plan) {
        List<JobView> jobs = before.jobs().stream()
                .map(job -> holding(job, workers(plan, job)))
                .toList();
        List<WorkerView> workers = new ArrayList<>();
        for (PlannedPool pool : plan.pools()) {
            int busy = jobs.stream()
                    .filter(job -> job.baseModel().equals(pool.baseModel()))
                    .mapToInt(JobView::held)
                    .sum();
            for (int n = 0; n < pool.workers(); n++) {
                Condition condition = n < busy ? Condition.BUSY : Condition.IDLE;
                workers.add(worker("%s-%03d".formatted(pool.baseModel(), n), pool.baseModel(), condition));
            }
        }
        return new ClusterSnapshot(NOW, before.gpus(), jobs, workers, before.profiles());
    }

    private static JobView holding(JobView job, int workers) {
        return new JobView(
                job.job(),
                job.tenant(),
                job.baseModel(),
                job.submittedAt(),
                job.deadline(),
                job.maxWorkers(),
                job.forecast(),
                job.stepSeconds(),
                job.efficiency(),
                job.started() || workers > 0,
                workers,
                workers,
                workers == 0 ? null : job.held() > 0 ? job.heldSince() : NOW,
                null,
                0);
    }

    private static ClusterSnapshot snapshot(Random chance) {
        int gpus = 1 + chance.nextInt(16);
        List<JobView> jobs = new ArrayList<>();
        List<WorkerView> workers = new ArrayList<>();
        int free = gpus;
        for (int n = chance.nextInt(8); n >= 0; n--) {
            String model = chance.nextInt(3) == 0 ? "n" : "m";
            int held = Math.min(free / gpus(model), chance.nextInt(4));
            free -= held * gpus(model);
            for (int i = 0; i < held; i++) {
                workers.add(worker("busy-%d-%d".formatted(n, i), model, Condition.BUSY));
            }
            jobs.add(job("job-" + n, model, held, chance));
        }
        while (free >= 2 && chance.nextBoolean()) {
            String model = chance.nextBoolean() ? "n" : "m";
            free -= gpus(model);
            workers.add(worker("other-" + free, model, chance.nextInt(3) == 0 ? Condition.LOADING : Condition.IDLE));
        }
        return new ClusterSnapshot(NOW, gpus, jobs, workers, PROFILES);
    }

    private static JobView job(String id, String model, int held, Random chance) {
        double median = 1 + chance.nextInt(200);
        double spread = 0.5 * chance.nextDouble();
        return new JobView(
                id,
                "acme",
                model,
                NOW.minusSeconds(100),
                NOW.plusSeconds(chance.nextInt(220) - 10L),
                Math.max(held, 1 + chance.nextInt(4)),
                new StepsForecast(
                        0, (1 - spread) * median, median, (1 + spread) * median, 400, 0.3 + 0.7 * chance.nextDouble()),
                chance.nextInt(3) == 0 ? 0 : 1,
                chance.nextInt(2) == 0 ? 0 : 0.3 + 0.7 * chance.nextDouble(),
                held > 0 || chance.nextBoolean(),
                chance.nextInt(4) == 0 ? chance.nextInt(3) : held,
                held,
                held > 0 ? NOW.minusSeconds(chance.nextInt(60)) : null,
                null,
                0);
    }

    private static WorkerView worker(String id, String model, Condition condition) {
        return new WorkerView(id, model, condition, gpus(model), NOW.minusSeconds(20));
    }

    private static int gpus(String model) {
        return model.equals("n") ? 2 : 1;
    }

    private static int workers(Plan plan, JobView job) {
        return Plans.allocation(plan, job.job()).chosen().workers();
    }
}
