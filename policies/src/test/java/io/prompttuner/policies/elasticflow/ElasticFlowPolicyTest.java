package io.prompttuner.policies.elasticflow;

import static io.prompttuner.policies.drive.Scene.NOW;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.Policies;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slots of 10 s. A start on one worker takes 10 + 2 s, on several 10 + 2 + 2 s; n > 1 workers do 0.995 n steps a second. */
class ElasticFlowPolicyTest {

    @Test
    void aJobStartsBeforeItsTimeIfGpusAreLeft() {
        // its share begins in slot 2
        Plan plan = plan(Scene.of(1).waiting("a", 20, 60));

        assertThat(workers(plan)).containsEntry("a", 1);
        assertThat(of(plan, "a").reason()).isEqualTo(AllocationReason.MEETS_DEADLINE);
        assertThat(of(plan, "a").chosen().lateness()).isEqualTo(-28);
        assertThat(plan.pools()).containsExactly(new PlannedPool("m", 1, PlannedPool.Reason.JOBS_WAITING));
    }

    @Test
    void declinesAJobThatCantMeetItsDeadline() {
        // a fills all four slots: 12 + 20 s; b would need as much
        Plan plan = plan(Scene.of(1).waiting("a", 20, 40).waiting("b", 20, 45));

        assertThat(workers(plan)).containsEntry("a", 1).containsEntry("b", 0);
        assertThat(of(plan, "b").reason()).isEqualTo(AllocationReason.WAITING_FOR_CAPACITY);
        assertThat(of(plan, "b").rejected()).isNotNull();
    }

    @Test
    void declinesAJobThatWouldMakeAnAdmittedOneMiss() {
        // a was there first and needs 12 + 40 s, slots 0 to 5; b comes before it by deadline and needs 12 + 15 s
        Scene scene = Scene.of(1).waiting("a", 40, 60, -1).waiting("b", 15, 40);

        assertThat(workers(plan(scene))).containsEntry("a", 1).containsEntry("b", 0);
        assertThat(read(plan(scene).memory()).admitted())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", true, "b", false));
    }

    @Test
    void oneThatMissesAnywayIsNoReasonToDeclineAnother() {
        // a has been admitted and can't be done in 10 s any more
        Plan first = plan(Scene.of(2).waiting("a", 20, 60));
        Scene later = Scene.of(2).at(50).waiting("a", 20, 60).waiting("b", 20, 200, 50);

        Plan plan = plan("elasticflow", later, first.memory());

        assertThat(read(plan.memory()).admitted()).containsEntry("b", true);
        assertThat(of(plan, "a").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
        assertThat(workers(plan)).containsEntry("a", 1).containsEntry("b", 1);
    }

    @Test
    void aDeclinedJobRunsOnWhatIsLeftOrNever() {
        Scene scene = Scene.of(1).waiting("a", 100, 20);

        assertThat(workers(plan("elasticflow", scene))).containsEntry("a", 1);
        assertThat(workers(plan("elasticflow:declined=never", scene))).containsEntry("a", 0);
    }

    @Test
    void aDeclinedJobComesAfterAllThatAdmittedOnesCanUse() {
        // two GPUs: a could do with one, but is raised to two before b gets any
        Scene scene = Scene.of(2).waiting("a", 40, 300).waiting("b", 100, 20);

        assertThat(workers(plan(scene))).containsEntry("a", 2).containsEntry("b", 0);
        assertThat(workers(plan(Scene.of(3).waiting("a", 40, 300).waiting("b", 100, 20))))
                .containsEntry("a", 2)
                .containsEntry("b", 1);
    }

    @Test
    void leftoversStopAtAPowerOfTwo() {
        assertThat(workers(plan(Scene.of(3).waiting("a", 100, 20)))).containsEntry("a", 2);
        assertThat(workers(plan(Scene.of(8).most(7).waiting("a", 100, 20)))).containsEntry("a", 4);
    }

    @Test
    void theGuardKeepsAJobFromAResizeThatCostsMoreThanItSaves() {
        // as it is: 20 s; on two workers: 14 + 10.1 s
        Scene scene = Scene.of(2).running("a", 1, 20, 100);

        assertThat(workers(plan("elasticflow", scene))).containsEntry("a", 2);
        assertThat(workers(plan("elasticflow:resize-guard=on", scene))).containsEntry("a", 1);
        // as it is: 40 s; on two workers: 14 + 20.1 s
        assertThat(workers(plan("elasticflow:resize-guard=on", Scene.of(2).running("a", 1, 40, 100))))
                .containsEntry("a", 2);
    }

    @Test
    void theGuardMovesAJobIfOnlyThatLeavesRoomForAnother() {
        // a runs on two for 50.3 s; b needs one GPU within 40 s, and a can do its 100 steps on one after 12 s
        Scene scene = Scene.of(2).running("a", 2, 100, 190).waiting("b", 20, 40);

        assertThat(workers(plan("elasticflow:resize-guard=on", scene)))
                .containsEntry("a", 1)
                .containsEntry("b", 1);
    }

    @Test
    void theMarginalReturnPrefersWhoeverLosesLeastByIt() {
        // three GPUs, one left: to start slow on two workers costs 2 * 34 s before anything is done, quick 2 * 14 s
        Scene scene = Scene.of(3)
                .most(2)
                .model("slow", 1, 30)
                .waiting("s", 40, 300)
                .model("quick", 1, 10)
                .waiting("q", 40, 400);

        assertThat(workers(plan("elasticflow", scene))).containsEntry("q", 2).containsEntry("s", 1);
        assertThat(workers(plan("elasticflow:marginal=grown", scene)))
                .containsEntry("q", 1)
                .containsEntry("s", 2);
    }

    @Test
    void aShorterSlotWastesLessOfADeadline() {
        // the deadline counts as 30 s or as 36 s; 12 + 20 s are needed
        Scene scene = Scene.of(1).waiting("a", 20, 36);

        assertThat(of(plan("elasticflow:slot=10", scene), "a").chosen().note()).startsWith("declined");
        assertThat(of(plan("elasticflow:slot=1", scene), "a").chosen().note()).startsWith("its minimum share");
        assertThat(of(plan("elasticflow:align=exact", scene), "a").chosen().note())
                .startsWith("its minimum share");
    }

    @Test
    void whatHappensSoonAfterAReschedulingIsMerged() {
        Plan first = plan(Scene.of(2).most(1).waiting("z", 20, 60));

        Plan merged = plan("elasticflow", arrivalAt3(3), first.memory());

        assertThat(workers(merged)).containsEntry("z", 1).containsEntry("a", 0);
        assertThat(merged.next()).isEqualTo(NOW.plusSeconds(10));
        assertThat(merged.memory()).isEqualTo(first.memory());
        assertThat(workers(plan("elasticflow", arrivalAt3(10), merged.memory())))
                .containsEntry("a", 1);
        assertThat(workers(plan("elasticflow:merge=0", arrivalAt3(3), first.memory())))
                .containsEntry("a", 1);
    }

    private static Scene arrivalAt3(double now) {
        return Scene.of(2).at(now).most(1).holding("z", 1, 0, 20, 60).waiting("a", 20, 60, 3);
    }

    @Test
    void namesTheSlotInWhichThePlanChanges() {
        // c has one of two GPUs for slot 0; a needs two from slot 1 on, and one before
        Scene scene = Scene.of(2).running("c", 1, 8, 15).waiting("a", 45, 50);

        Plan plan = plan(scene);

        assertThat(workers(plan)).containsEntry("c", 1).containsEntry("a", 1);
        assertThat(plan.next()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void repeatsItselfAsLongAsNothingHappens() {
        Scene scene = Scene.of(2).running("a", 1, 20, 100);
        Plan first = plan(scene);

        Plan second = plan("elasticflow", Scene.of(2).at(5).holding("a", 2, 0, 20, 100), first.memory());

        assertThat(workers(second)).containsEntry("a", 2);
        assertThat(second.next()).isNull();
        assertThat(second.memory()).isEqualTo(first.memory());
    }

    @Test
    void plansAnewAtOnceWhenThereAreFewerGpusThanWereAllocated() {
        Plan first = plan(Scene.of(4).running("a", 4, 200, 300));
        Scene fewer = Scene.of(2).at(1).running("a", 4, 200, 300);

        assertThat(workers(plan("elasticflow", fewer, first.memory()))).containsEntry("a", 2);
    }

    @Test
    void withAnEmptyMemoryAJobThatRunsCountsAsAdmitted() {
        Plan plan = plan("elasticflow:declined=never", Scene.of(1).running("a", 1, 100, 20));

        assertThat(workers(plan)).containsEntry("a", 1);
    }

    @Test
    void aMemoryOfAnotherVersionIsNone() {
        Scene scene = Scene.of(2).waiting("a", 20, 60);

        assertThat(plan("elasticflow", scene, new PolicyMemory(99, new byte[] {1, 2, 3})))
                .isEqualTo(plan(scene));
    }

    @Test
    void aMemoryReadsAsItWasWritten() {
        PolicyMemory memory =
                plan(Scene.of(2).running("c", 1, 8, 15).waiting("ä", 45, 50)).memory();

        ElasticFlowMemory read = read(memory);

        assertThat(read.encoded()).isEqualTo(memory);
        assertThat(read.planned()).isEqualTo(NOW.plusSeconds(10));
        assertThat(read.admitted()).containsOnlyKeys("c", "ä");
    }

    @Test
    void theOrderOfTheSnapshotChangesNothing() {
        for (int seed = 0; seed < 300; seed++) {
            Scene scene = random(new Random(seed));
            String name = seed % 2 == 0 ? "elasticflow" : "elasticflow:resize-guard=on:slot=3";
            Plan first = plan(name, scene);

            assertThat(Policies.named(name).plan(scene.shuffled(seed), PolicyMemory.EMPTY))
                    .as("seed %d", seed)
                    .isEqualTo(first);
            assertThat(Policies.named(name).plan(scene.shuffled(seed), first.memory()))
                    .isEqualTo(plan(name, scene, first.memory()));
        }
    }

    @Test
    void neverAllocatesMoreThanThereIsAndOnlyPowersOfTwo() {
        for (int seed = 0; seed < 300; seed++) {
            ClusterSnapshot snapshot = random(new Random(seed)).snapshot();
            Plan plan = Policies.named(seed % 2 == 0 ? "elasticflow" : "elasticflow:resize-guard=on")
                    .plan(snapshot, PolicyMemory.EMPTY);

            int used = plan.pools().stream()
                    .mapToInt(pool -> pool.workers() * (pool.baseModel().equals("big") ? 4 : 1))
                    .sum();
            assertThat(used).as("seed %d", seed).isLessThanOrEqualTo(snapshot.gpus());
            assertThat(workers(plan)).hasSameSizeAs(snapshot.jobs());
            assertThat(workers(plan).values()).allMatch(workers -> Integer.bitCount(workers) <= 1);
        }
    }

    static Scene random(Random chance) {
        int gpus = chance.nextInt(33);
        Scene scene = Scene.of(gpus).at(chance.nextInt(100) / 10.0);
        int left = gpus;
        for (int n = chance.nextInt(30); n > 0; n--) {
            boolean big = chance.nextInt(4) == 0;
            scene.model(big ? "big" : "m" + chance.nextInt(2), big ? 4 : 1).most(1 + chance.nextInt(8));
            int on = 1 << chance.nextInt(3);
            int needed = on * (big ? 4 : 1);
            double deadline = 20 * chance.nextInt(20) - 20; // many are equal
            if (chance.nextBoolean() && needed <= left) {
                left -= needed;
                scene.running("r" + n, on, chance.nextInt(200), deadline);
            } else if (chance.nextInt(4) == 0 && needed <= left) {
                left -= needed;
                scene.holding("h" + n, on, 0, chance.nextInt(200), deadline).loading("l" + n, -chance.nextInt(10));
            } else {
                scene.waiting("w" + n, chance.nextInt(200), deadline, -chance.nextInt(3));
            }
        }
        return scene;
    }

    private static Plan plan(Scene scene) {
        return plan("elasticflow", scene);
    }

    private static Plan plan(String name, Scene scene) {
        return plan(name, scene, PolicyMemory.EMPTY);
    }

    private static Plan plan(String name, Scene scene, PolicyMemory memory) {
        return Policies.named(name).plan(scene.snapshot(), memory);
    }

    private static ElasticFlowMemory read(PolicyMemory memory) {
        return Objects.requireNonNull(ElasticFlowMemory.of(memory));
    }

    private static PlannedAllocation of(Plan plan, String job) {
        return plan.allocations().stream()
                .filter(allocation -> allocation.job().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Integer> workers(Plan plan) {
        return plan.allocations().stream()
                .collect(toMap(
                        PlannedAllocation::job,
                        allocation -> allocation.chosen().workers()));
    }
}
