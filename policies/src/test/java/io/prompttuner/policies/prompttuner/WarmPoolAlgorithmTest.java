package io.prompttuner.policies.prompttuner;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.policies.drive.Plans;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Algorithm 1. A job of 100 steps takes 102 s on one warm worker, 54.3 s on two, 37.5 s on three, 29.1 s on four: 2 s to
 * start, 2 s more to connect several, and the steps at 99.5 % of their speed.
 */
class WarmPoolAlgorithmTest {

    @Test
    void aJobGetsTheFewestIdleWorkersThatMeetItsDeadline() { // lines 6 to 8
        Plan plan = Plans.of("prompttuner", idle(4).waiting("job", 100, 40));

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("job", 3));
        assertThat(Plans.allocation(plan, "job").reason()).isEqualTo(AllocationReason.MEETS_DEADLINE);
        assertThat(Plans.allocation(plan, "job").rejected()).isNotNull().satisfies(fewer -> {
            assertThat(fewer.workers()).isEqualTo(2);
            assertThat(fewer.lateness()).isBetween(14.2, 14.3);
        });
    }

    @Test
    void oneWorkerIsEnoughForAJobWithTime() { // line 6
        assertThat(workers("prompttuner", idle(4).waiting("job", 100, 102))).containsEntry("job", 1);
        assertThat(workers("prompttuner", idle(4).waiting("job", 100, 101))).containsEntry("job", 2);
    }

    @Test
    void theNearestDeadlineIsServedFirst() { // line 4; both need three
        Scene scene = idle(3).waiting("late", 100, 41).waiting("soon", 100, 40);

        assertThat(workers("prompttuner", scene)).isEqualTo(Map.of("late", 0, "soon", 3));
    }

    @Test
    void whatOneTakesIsNotThereForTheNext() { // line 10; the first takes one of three, the second needs three
        Scene scene = idle(3).waiting("soon", 10, 15).waiting("late", 100, 40);

        assertThat(workers("prompttuner", scene)).isEqualTo(Map.of("soon", 1, "late", 0));
    }

    @Test
    void aJobThatNeedsMoreThanIsIdleGetsNothing() { // line 12
        assertThat(workers("prompttuner", idle(2).waiting("job", 100, 40))).containsEntry("job", 0);
    }

    @Test
    void aJobGetsNoWorkerOfAnotherModel() {
        Scene scene = Scene.of(4).model("n", 1).idle("w", 0).model("m", 1).waiting("job", 10, 30);

        assertThat(workers("prompttuner", scene)).containsEntry("job", 0);
    }

    @Test
    void aJobGetsNoMoreWorkersThanItMayHave() {
        assertThat(workers("prompttuner", idle(4).most(2).waiting("job", 100, 40)))
                .containsEntry("job", 1);
    }

    @Test
    void asPrintedAJobMayGetOneMoreThanIsIdle() { // erratum 1
        Scene scene = idle(2).waiting("job", 100, 40);

        assertThat(workers("prompttuner:gpu-bound=loop-at-most", scene)).containsEntry("job", 3);
    }

    @Test
    void withTheConstantSloAJobIsSizedAsIfItHadJustBeenSubmitted() { // erratum 6
        // 200 steps: 104.5 s on two. It had 110 s and has 10, in which not even eight are enough.
        Scene scene = idle(4).waiting("job", 200, 10, -100);

        Plan plan = Plans.of("prompttuner:slo=constant", scene);

        assertThat(workers("prompttuner", scene)).containsEntry("job", 1);
        assertThat(Plans.workers(plan)).containsEntry("job", 2);
        assertThat(Plans.allocation(plan, "job").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
    }

    @Test
    void aRunningJobKeepsItsWorkersUnlessResizeIsOn() { // erratum 10
        // 100 steps left in 60 s: 52.3 s on two, connecting included
        Scene scene = idle(2).running("job", 1, 100, 60);

        assertThat(workers("prompttuner", scene)).containsEntry("job", 1);
        assertThat(workers("prompttuner:resize=on", scene)).containsEntry("job", 2);
    }

    @Test
    void resizeLeavesAJobThatIsInTimeAlone() {
        assertThat(workers("prompttuner:resize=on", idle(2).running("job", 1, 100, 100)))
                .containsEntry("job", 1);
    }

    @Test
    void withoutGangsAJobHoldsWhatThereIsAndWaitsForTheRest() { // Table 8
        assertThat(workers("prompttuner:gang=off", idle(2).waiting("job", 100, 40)))
                .containsEntry("job", 3);
    }

    private static Map<String, Integer> workers(String policy, Scene scene) {
        return Plans.workers(Plans.of(policy, scene));
    }

    private static Scene idle(int count) {
        Scene scene = Scene.of(8);
        for (int n = 0; n < count; n++) {
            scene.idle("w" + n, -1);
        }
        return scene;
    }
}
