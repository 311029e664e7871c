package io.prompttuner.policies.edf;

import static io.prompttuner.policies.edf.Cluster.NOW;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarliestDeadlinePolicyTest {

    private final EarliestDeadlinePolicy policy = EarliestDeadlinePolicy.standard();

    @Test
    void theNearestDeadlineGetsTheFreeWorker() {
        var cluster =
                Cluster.of(1).waiting("late", 10, 500).waiting("soon", 10, 100).idle("w", "m", 0);

        Plan plan = plan(cluster.snapshot());

        assertThat(runs(plan)).containsExactly("soon");
        assertThat(of(plan, "soon").reason()).isEqualTo(AllocationReason.MEETS_DEADLINE);
        assertThat(of(plan, "late").reason()).isEqualTo(AllocationReason.WAITING_FOR_CAPACITY);
    }

    @Test
    void aJobPastItsDeadlineComesLast() {
        var cluster = Cluster.of(1).waiting("missed", 10, -5).waiting("fine", 10, 500);

        assertThat(runs(plan(cluster.snapshot()))).containsExactly("fine");
    }

    @Test
    void aJobPastItsDeadlineStillRunsWhenNobodyElseWants() {
        Plan plan = plan(Cluster.of(1).waiting("missed", 10, -5).snapshot());

        assertThat(runs(plan)).containsExactly("missed");
        assertThat(of(plan, "missed").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
    }

    @Test
    void pausesASlackJobWhenOnlyThatSavesADeadline() {
        var cluster = Cluster.of(1).running("slack", 100, 500).waiting("urgent", 20, 40);

        Plan plan = plan(cluster.snapshot());

        assertThat(runs(plan)).containsExactly("urgent");
        assertThat(of(plan, "slack").reason()).isEqualTo(AllocationReason.YIELDED_TO_MORE_URGENT);
        assertThat(of(plan, "slack").chosen().lateness()).isNegative();
        assertThat(of(plan, "urgent").chosen().lateness()).isNegative();
    }

    @Test
    void doesNotPauseWhenWaitingIsEnough() {
        var cluster = Cluster.of(1).running("slack", 10, 500).waiting("urgent", 20, 60);

        assertThat(runs(plan(cluster.snapshot()))).containsExactly("slack");
    }

    @Test
    void doesNotPauseAJobThatWouldThenMissItsOwnDeadline() {
        var cluster = Cluster.of(1).running("tight", 100, 125).waiting("urgent", 20, 40);

        Plan plan = plan(cluster.snapshot());

        assertThat(runs(plan)).containsExactly("tight");
        assertThat(of(plan, "urgent").rejected()).isNotNull();
    }

    @Test
    void doesNotPauseForADeadlineThatIsLostAnyway() {
        var cluster = Cluster.of(1).running("slack", 100, 900).waiting("hopeless", 200, 40);

        assertThat(runs(plan(cluster.snapshot()))).containsExactly("slack");
    }

    @Test
    void pausesAJobThatHasMissedItsDeadlineBeforeOneThatHasNot() {
        var cluster = Cluster.of(2)
                .running("slack", 100, 900)
                .running("missed", 100, -1)
                .waiting("urgent", 20, 40);

        assertThat(runs(plan(cluster.snapshot()))).containsExactlyInAnyOrder("slack", "urgent");
    }

    @Test
    void leavesAJobAloneThatHasJustGotItsWorker() {
        JobView fresh = new JobView(
                "fresh",
                "acme",
                "m",
                NOW,
                NOW.plusSeconds(900),
                1,
                new StepsForecast(0, 90, 100, 110, 10_000, 1),
                1,
                0,
                true,
                1,
                1,
                NOW.minusMillis(500),
                null,
                0);
        var cluster = Cluster.of(1).with(fresh).waiting("urgent", 20, 40);

        assertThat(runs(plan(cluster.snapshot()))).containsExactly("fresh");
    }

    @Test
    void keepsTheWorkersOfThoseMostUrgentWhenCapacityShrinks() {
        var cluster = Cluster.of(1).running("late", 10, 500).running("soon", 10, 100);

        assertThat(runs(plan(cluster.snapshot()))).containsExactly("soon");
    }

    @Test
    void everyDecisionNamesItsAlternative() {
        var cluster = Cluster.of(1).running("tight", 100, 125).waiting("urgent", 20, 40);

        assertThat(plan(cluster.snapshot()).allocations())
                .allSatisfy(allocation -> assertThat(allocation.rejected()).isNotNull());
    }

    @Test
    void aPoolGrowsToTheJobsThatRun() {
        var cluster = Cluster.of(3).waiting("a", 10, 100).waiting("b", 10, 100).waiting("c", "other", 10, 100);

        assertThat(pools(plan(cluster.snapshot()))).containsExactlyInAnyOrderEntriesOf(Map.of("m", 2, "other", 1));
    }

    @Test
    void anIdleWorkerStaysWarmForAWhileAndThenGoes() {
        var cluster = Cluster.of(4).idle("fresh", "m", 59).idle("stale", "m", 60);

        assertThat(plan(cluster.snapshot()).pools())
                .containsExactly(new PlannedPool("m", 1, PlannedPool.Reason.KEPT_WARM));
        assertThat(plan(Cluster.of(4).idle("stale", "m", 60).snapshot()).pools())
                .containsExactly(new PlannedPool("m", 0, PlannedPool.Reason.NO_DEMAND));
    }

    @Test
    void anIdleWorkerMakesRoomAtOnceForAJobOfAnotherModel() {
        var cluster = Cluster.of(1).idle("fresh", "m", 1).waiting("a", "other", 10, 100);

        assertThat(pools(plan(cluster.snapshot()))).containsExactlyInAnyOrderEntriesOf(Map.of("m", 0, "other", 1));
    }

    @Test
    void withoutGpusEveryoneWaits() {
        Plan plan = plan(Cluster.of(0).waiting("a", 10, 100).snapshot());

        assertThat(runs(plan)).isEmpty();
        assertThat(pools(plan)).containsEntry("m", 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void neverHandsOutMoreThanThereIsAndDecidesOnEveryJob(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            Cluster cluster = random(random);
            ClusterSnapshot snapshot = cluster.snapshot();

            Plan plan = plan(snapshot);

            assertThat(runs(plan).size()).isLessThanOrEqualTo(snapshot.gpus());
            assertThat(plan.pools().stream().mapToInt(PlannedPool::workers).sum())
                    .isLessThanOrEqualTo(snapshot.gpus());
            assertThat(plan.allocations().stream().map(PlannedAllocation::job))
                    .containsExactlyInAnyOrderElementsOf(
                            snapshot.jobs().stream().map(JobView::job).toList());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void theOrderOfTheSnapshotChangesNothing(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Cluster cluster = random(random);
            Plan plan = plan(cluster.snapshot());

            Plan shuffled = plan(cluster.shuffled(random.nextLong()));

            assertThat(new HashSet<>(shuffled.allocations())).isEqualTo(new HashSet<>(plan.allocations()));
            assertThat(shuffled.pools()).isEqualTo(plan.pools());
        }
    }

    /** Carried out at once, plans settle, and whoever was paused is not resumed nor the other way round: no swing. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void plansThatAreCarriedOutDoNotSwing(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            ClusterSnapshot first = random(random).snapshot();
            Plan plan = plan(first);
            ClusterSnapshot second = carriedOut(first, plan);
            Plan next = plan(second);

            Plan last = plan(carriedOut(second, next));

            assertThat(runs(last)).isEqualTo(runs(next));
            Set<String> started = new HashSet<>(runs(plan));
            first.jobs().stream().filter(job -> job.held() > 0).forEach(job -> started.remove(job.job()));
            assertThat(runs(last)).as("what the first plan started").containsAll(started);
        }
    }

    private static ClusterSnapshot carriedOut(ClusterSnapshot before, Plan plan) {
        Set<String> runs = runs(plan);
        List<JobView> jobs = before.jobs().stream()
                .map(job -> {
                    boolean run = runs.contains(job.job());
                    boolean had = job.held() > 0;
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
                            run || had,
                            run ? 1 : 0,
                            run ? 1 : 0,
                            run ? had ? job.heldSince() : NOW : null,
                            null,
                            0);
                })
                .toList();
        List<WorkerView> workers = jobs.stream()
                .filter(job -> job.held() > 0)
                .map(job -> new WorkerView("w-" + job.job(), job.baseModel(), Condition.BUSY, 1, NOW))
                .toList();
        return new ClusterSnapshot(NOW, before.gpus(), jobs, workers, before.profiles());
    }

    private static Cluster random(SplittableRandom random) {
        int gpus = random.nextInt(0, 6);
        Cluster cluster = Cluster.of(gpus);
        int busy = random.nextInt(0, gpus + 1);
        for (int i = 0; i < busy; i++) {
            cluster.running("r" + i, model(random), random.nextInt(1, 200), random.nextInt(-20, 600));
        }
        for (int i = random.nextInt(0, 8); i > 0; i--) {
            cluster.waiting("q" + i, model(random), random.nextInt(1, 200), random.nextInt(-20, 600));
        }
        for (int i = gpus - busy; i > 0 && random.nextBoolean(); i--) {
            cluster.idle("i" + i, model(random), random.nextInt(0, 120));
        }
        return cluster;
    }

    private static String model(SplittableRandom random) {
        return random.nextInt(4) == 0 ? "other" : "m";
    }

    private Plan plan(ClusterSnapshot snapshot) {
        return policy.plan(snapshot, PolicyMemory.EMPTY);
    }

    private static Set<String> runs(Plan plan) {
        return plan.allocations().stream()
                .filter(allocation -> allocation.chosen().runs())
                .map(PlannedAllocation::job)
                .collect(Collectors.toSet());
    }

    private static PlannedAllocation of(Plan plan, String job) {
        return plan.allocations().stream()
                .filter(allocation -> allocation.job().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Integer> pools(Plan plan) {
        return plan.pools().stream().collect(toMap(PlannedPool::baseModel, PlannedPool::workers));
    }
}
