package io.prompttuner.policies.infless;

import static io.prompttuner.policies.drive.Scene.NOW;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.Policies;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loading takes 10 s; then a job takes 2 s + its steps on one instance, and 2 + 2 s + steps / 0.995 n on n. */
class InflessPolicyTest {

    @Test
    void predictsWithoutTheStartOfAnInstance() {
        // 1.1 * (2 + 30) = 35.2 s; but nothing is idle, so it will be done after 10 + 32 s
        Plan plan = plan("infless", Scene.of(8).waiting("a", 30, 36));

        assertThat(workers(plan)).containsEntry("a", 1);
        assertThat(of(plan, "a").chosen().lateness()).isEqualTo(6);
        assertThat(of(plan, "a").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
        assertThat(plan.pools()).containsExactly(new PlannedPool("m", 1, PlannedPool.Reason.JOBS_WAITING));
    }

    @Test
    void takesTheFewestInstancesThatAreFastEnough() {
        // on two: 1.1 * (4 + 30 / 1.99) = 21.0 s
        assertThat(workers(plan("infless", Scene.of(8).waiting("a", 30, 35)))).containsEntry("a", 2);
        assertThat(workers(plan("infless", Scene.of(8).waiting("a", 30, 20)))).containsEntry("a", 3);
    }

    @Test
    void takesTheMostThereMayBeIfNoneIsFastEnough() {
        assertThat(workers(plan("infless", Scene.of(8).most(5).waiting("a", 30, 3))))
                .containsEntry("a", 5);
        assertThat(workers(plan("infless", Scene.of(3).most(5).waiting("a", 30, 3))))
                .containsEntry("a", 3);
        assertThat(workers(plan("infless", Scene.of(7).model("big", 4).waiting("a", 30, 3))))
                .containsEntry("a", 1);
    }

    @Test
    void whoHoldsIsSizedAtArrivalAndWhoTakesAllAtOnceWhenItDoes() {
        // at its arrival there were 36 s, now 16 s: 1.1 * (4 + 30 / 2.985) = 15.5 s on three
        Scene scene = Scene.of(8).waiting("a", 30, 16, -20);

        assertThat(pools(plan("infless", scene))).containsEntry("m", 1);
        assertThat(pools(plan("infless:gang=atomic", scene))).containsEntry("m", 3);
        // on three until 1.1 * (4 + 10.05) = 15.46 s are left
        assertThat(plan("infless:gang=atomic", scene).next()).isBetween(NOW.plusMillis(540), NOW.plusMillis(550));
    }

    @Test
    void aGangHoldsWhatIsIdleOrWaitsForAllAtOnce() {
        // 1.1 * (4 + 100 / 3.98) = 32.0 s on four, of which two are idle
        Scene scene =
                Scene.of(5).waiting("a", 100, 36).idle("w1", 0).idle("w2", 0).waiting("b", 10, 60, 0.1);

        Plan hold = plan("infless", scene);
        Plan atomic = plan("infless:gang=atomic", scene);

        assertThat(workers(hold)).containsEntry("a", 4).containsEntry("b", 1);
        assertThat(of(hold, "a").chosen().note()).startsWith("holds 2 of 4 instances");
        assertThat(of(hold, "a").rejected()).extracting(Choice::workers).isEqualTo(2);
        assertThat(of(hold, "b").chosen().note()).startsWith("holds 0 of 1 instances");
        assertThat(workers(atomic)).containsEntry("a", 0).containsEntry("b", 1);
        assertThat(pools(hold)).containsEntry("m", 5);
        assertThat(pools(atomic)).containsEntry("m", 5);
    }

    @Test
    void servesWhoCameFirstOrWhoseDeadlineIsNearest() {
        Scene scene = Scene.of(1)
                .waiting("first", 10, 300, -1)
                .waiting("urgent", 10, 60)
                .idle("w", 0);

        assertThat(workers(plan("infless:gang=atomic", scene)))
                .containsEntry("first", 1)
                .containsEntry("urgent", 0);
        assertThat(workers(plan("infless-atomic-edf", scene)))
                .containsEntry("first", 0)
                .containsEntry("urgent", 1);
        assertThat(workers(plan("infless:order=edf", scene)))
                .containsEntry("first", 0)
                .containsEntry("urgent", 1);
    }

    @Test
    void byDeadlineThoseThatCantMeetTheirsComeLast() {
        Scene scene = Scene.of(1)
                .waiting("hopeless", 100, 60)
                .waiting("fine", 10, 300)
                .idle("w", 0);

        assertThat(workers(plan("infless-atomic-edf", scene)))
                .containsEntry("hopeless", 0)
                .containsEntry("fine", 1);
    }

    @Test
    void doesNotResizeWhatRuns() {
        assertThat(workers(plan("infless", Scene.of(8).running("a", 2, 500, 60))))
                .containsEntry("a", 2);
    }

    @Test
    void coldGpusGoToNobodyBehindAJobThatLacksSome() {
        Scene scene = Scene.of(3)
                .model("wide", 2)
                .most(1)
                .running("r", 1, 50, 500)
                .waiting("a", 10, 60)
                .model("thin", 1)
                .waiting("b", 10, 60, 0.1);

        assertThat(pools(plan("infless", scene))).containsEntry("wide", 1).containsEntry("thin", 0);
    }

    @Test
    void gangsThatHoldEachOtherUpAreFoundAfterHalfAMinute() {
        Scene at30 = stuck().at(30);

        Plan before = plan("infless", stuck().at(29));
        Plan after = plan("infless", at30);

        assertThat(workers(before)).containsEntry("a", 4).containsEntry("b", 4);
        assertThat(before.next()).isEqualTo(NOW.plusSeconds(30));
        assertThat(workers(after)).containsEntry("a", 4).containsEntry("b", 0);
        assertThat(of(after, "b").reason()).isEqualTo(AllocationReason.YIELDED_TO_MORE_URGENT);
        assertThat(pools(after)).containsEntry("one", 2).containsEntry("two", 0);
        assertThat(workers(plan("infless:timeout=5", stuck().at(6)))).containsEntry("b", 0);
    }

    @Test
    void whoGaveUpComesBackForAllAtOnce() {
        PolicyMemory memory = plan("infless", stuck().at(30)).memory();
        Scene next = Scene.of(4)
                .at(30.05)
                .model("one", 1)
                .holding("a", 4, 2, 400, 60)
                .model("two", 1)
                .waiting("b", 400, 60);

        Plan plan = plan("infless", next, memory);

        assertThat(pools(plan)).containsEntry("one", 4).containsEntry("two", 0);
        assertThat(workers(plan)).containsEntry("b", 0);
        Scene free = Scene.of(4).at(200).model("two", 1).most(4).waiting("b", 400, 60);
        assertThat(workers(plan("infless", free, plan.memory()))).containsEntry("b", 4);
    }

    @Test
    void learnsIdleTimesFromOnePlanToTheNext() {
        PolicyMemory running =
                plan("infless", Scene.of(4).running("a", 2, 50, 500)).memory();
        PolicyMemory ended = plan("infless", Scene.of(4).at(5).idle("w1", 5).idle("w2", 5), running)
                .memory();
        PolicyMemory again = plan(
                        "infless",
                        Scene.of(4)
                                .at(12)
                                .waiting("b", 10, 60, 12)
                                .idle("w1", 5)
                                .idle("w2", 5),
                        ended)
                .memory();

        assertThat(InflessMemory.of(ended).traffic("m").falls()).hasSize(2);
        assertThat(InflessMemory.of(again).traffic("m").falls()).hasSize(1);
        assertThat(InflessMemory.of(again).open()).containsOnlyKeys("b");
    }

    @Test
    void aMemoryOfAnotherVersionIsNone() {
        Scene scene = Scene.of(2).waiting("a", 20, 60).idle("w", -3);

        assertThat(plan("infless", scene, new PolicyMemory(99, new byte[] {1, 2, 3})))
                .isEqualTo(plan("infless", scene));
    }

    @Test
    void aMemoryReadsAsItWasWritten() {
        PolicyMemory memory = plan("infless", stuck().at(33).idle("ä", 3)).memory();

        assertThat(InflessMemory.of(memory).encoded()).isEqualTo(memory);
        assertThat(InflessMemory.of(memory).released()).containsExactly("b");
    }

    @Test
    void theOrderOfTheSnapshotChangesNothing() {
        for (int seed = 0; seed < 400; seed++) {
            Scene scene = random(new Random(seed));
            String name = seed % 2 == 0 ? "infless" : "infless-atomic-edf";
            Plan first = plan(name, scene);

            assertThat(Policies.named(name).plan(scene.shuffled(seed), PolicyMemory.EMPTY))
                    .as("seed %d", seed)
                    .isEqualTo(first);
            assertThat(Policies.named(name).plan(scene.shuffled(seed), first.memory()))
                    .isEqualTo(plan(name, scene, first.memory()));
        }
    }

    @Test
    void neverAsksForMoreThanThereIsAndTakesOnlyIdleOnesAtOnce() {
        for (int seed = 0; seed < 400; seed++) {
            ClusterSnapshot snapshot = random(new Random(seed)).snapshot();
            Plan plan = Policies.named("infless-atomic-edf").plan(snapshot, PolicyMemory.EMPTY);

            int asked = plan.pools().stream()
                    .mapToInt(pool -> pool.workers() * (pool.baseModel().equals("big") ? 4 : 1))
                    .sum();
            assertThat(asked).as("seed %d", seed).isLessThanOrEqualTo(snapshot.gpus());
            assertThat(workers(plan)).hasSameSizeAs(snapshot.jobs());
        }
    }

    /** Two gangs that want all four GPUs, of which each holds two since 0 s. */
    private static Scene stuck() {
        return Scene.of(4)
                .model("one", 1)
                .holding("a", 4, 2, 400, 60)
                .model("two", 1)
                .holding("b", 4, 2, 400, 60);
    }

    private static Scene random(Random chance) {
        int gpus = chance.nextInt(33);
        Scene scene = Scene.of(gpus).at(chance.nextInt(1_000) / 10.0);
        int left = gpus;
        for (int n = chance.nextInt(30); n > 0; n--) {
            boolean big = chance.nextInt(4) == 0;
            scene.model(big ? "big" : "m" + chance.nextInt(2), big ? 4 : 1).most(1 + chance.nextInt(8));
            int on = 1 + chance.nextInt(4);
            int needed = on * (big ? 4 : 1);
            double deadline = 20 * chance.nextInt(20) - 20; // many are equal
            int kind = chance.nextInt(5);
            if (kind > 2 || needed > left) {
                scene.waiting("w" + n, chance.nextInt(200), deadline, -chance.nextInt(3));
                continue;
            }
            left -= needed;
            if (kind == 0) {
                scene.running("r" + n, on, chance.nextInt(200), deadline);
            } else if (kind == 1) {
                scene.holding("h" + n, on, on - 1, chance.nextInt(200), deadline)
                        .loading("l" + n, -chance.nextInt(10));
            } else {
                scene.idle("i" + n, -chance.nextInt(100));
            }
        }
        return scene;
    }

    private static Plan plan(String name, Scene scene) {
        return plan(name, scene, PolicyMemory.EMPTY);
    }

    private static Plan plan(String name, Scene scene, PolicyMemory memory) {
        return Policies.named(name).plan(scene.snapshot(), memory);
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

    private static Map<String, Integer> pools(Plan plan) {
        return plan.pools().stream().collect(toMap(PlannedPool::baseModel, PlannedPool::workers));
    }
}
