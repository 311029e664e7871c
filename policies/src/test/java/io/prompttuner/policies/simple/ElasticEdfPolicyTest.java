package io.prompttuner.policies.simple;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.policies.drive.Plans;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times as in {@link QueuePolicyTest}; a running job stands still for 2 s when its workers change. */
class ElasticEdfPolicyTest {

    @Test
    void theNearestDeadlineGetsTheFewestIdleWorkersThatMeetIt() {
        Scene scene =
                Scene.of(2).idle("a", 0).idle("b", 0).waiting("soon", 10, 13).waiting("late", 10, 20);

        assertThat(workers(scene)).isEqualTo(Map.of("soon", 1, "late", 1));
    }

    @Test
    void idleWorkersThatNobodyWaitsForSpeedUpAJobThatRuns() { // from 100 s to 2 + 33.5 s
        Scene scene = Scene.of(3).idle("a", 0).idle("b", 0).running("job", 1, 100, 500);

        assertThat(workers(scene)).containsEntry("job", 3);
        assertThat(Plans.workers(Plans.of("edf-elastic:spread=off", scene))).containsEntry("job", 1);
    }

    @Test
    void aJobIsNotResizedForAFewSeconds() { // from 6 s to 2 + 2 s saves 2 s, and connecting takes as long
        assertThat(workers(Scene.of(3).idle("a", 0).idle("b", 0).running("job", 1, 6, 500)))
                .containsEntry("job", 1);
    }

    @Test
    void idleWorkersGoWhereTheySaveMost() {
        Scene scene = Scene.of(3).idle("w", 0).running("long", 1, 100, 500).running("short", 1, 50, 500);

        assertThat(workers(scene)).isEqualTo(Map.of("long", 2, "short", 1));
    }

    @Test
    void aRunningJobGivesUpWhatItCanSpareForOneThatWouldBeLate() { // 2 + 50.3 s on two are enough for it
        Scene scene = Scene.of(4).running("rich", 4, 100, 60).waiting("urgent", 10, 15);

        Plan plan = Plans.of("edf-elastic", scene);

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("rich", 3, "urgent", 1));
        assertThat(Plans.allocation(plan, "urgent").reason()).isEqualTo(AllocationReason.MEETS_DEADLINE);
    }

    @Test
    void aRunningJobKeepsWhatItNeeds() { // 27.2 s on four; on three 2 + 33.5
        Scene scene = Scene.of(4).running("busy", 4, 100, 30).waiting("urgent", 10, 15);

        assertThat(workers(scene)).isEqualTo(Map.of("busy", 4, "urgent", 0));
    }

    @Test
    void aJobThatIsLateAnywayIsPausedForOneThatIsNot() {
        Scene scene = Scene.of(1).running("late", 1, 100, 5).waiting("urgent", 10, 15);

        Plan plan = Plans.of("edf-elastic", scene);

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("late", 0, "urgent", 1));
        assertThat(Plans.allocation(plan, "late").reason()).isEqualTo(AllocationReason.YIELDED_TO_MORE_URGENT);
    }

    @Test
    void nobodyIsDisturbedForAJobThatCanWait() { // 20 + 12 s
        Scene scene = Scene.of(1).running("late", 1, 20, 5).waiting("patient", 10, 32);

        assertThat(workers(scene)).isEqualTo(Map.of("late", 1, "patient", 0));
    }

    @Test
    void workersAreLoadedOnlyBesideThoseThatWillBeThere() { // three: 10 + 37.5 s; one is free at 5 s
        Scene scene = Scene.of(8).running("before", 1, 5, 100).waiting("job", 100, 50);

        assertThat(Plans.pools(Plans.of("edf-elastic", scene))).containsEntry("m", 3);
    }

    @Test
    void idleWorkersOfAnotherModelMakeRoom() {
        Scene scene = Scene.of(2).idle("a", 0).idle("b", 0).model("n", 1).waiting("job", 10, 25);

        assertThat(Plans.pools(Plans.of("edf-elastic", scene))).isEqualTo(Map.of("m", 1, "n", 1));
    }

    @Test
    void theyStayWhenTheyWouldNotBeEnough() {
        Scene scene = Scene.of(2)
                .idle("a", 0)
                .running("busy", 1, 100, 500)
                .model("n", 4)
                .waiting("job", 10, 25);

        assertThat(Plans.pools(Plans.of("edf-elastic:spread=off", scene))).isEqualTo(Map.of("m", 2, "n", 0));
    }

    @Test
    void aJobThatMayBeInTimeWithLuckIsLoadedFor() { // 10 + 12 s for all steps, 10 + 7 for half of them
        Scene scene = Scene.of(2).most(1).waiting("lucky", 10, 17);

        assertThat(Plans.pools(Plans.of("edf-elastic", scene))).containsEntry("m", 1);
        assertThat(Plans.allocation(Plans.of("edf-elastic", scene), "lucky")
                        .chosen()
                        .lateness())
                .isBetween(4.9, 5.1);
    }

    @Test
    void aJobThatMayBeInTimeWithLuckIsNotPaused() { // 20 steps left in 15 s
        Scene scene = Scene.of(1).running("lucky", 1, 20, 15).waiting("urgent", 10, 15);

        assertThat(workers(scene)).isEqualTo(Map.of("lucky", 1, "urgent", 0));
        assertThat(Plans.workers(Plans.of("edf-elastic:hope=1", scene))).isEqualTo(Map.of("lucky", 0, "urgent", 1));
    }

    @Test
    void aJobThatIsLateByAnyReckoningGetsWhatNobodyElseWants() {
        Scene scene = Scene.of(3).idle("a", 0).idle("b", 0).idle("c", 0).waiting("late", 100, 5);

        Plan plan = Plans.of("edf-elastic", scene);

        assertThat(Plans.workers(plan)).containsEntry("late", 3);
        assertThat(Plans.allocation(plan, "late").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
    }

    private static Map<String, Integer> workers(Scene scene) {
        return Plans.workers(Plans.of("edf-elastic", scene));
    }
}
