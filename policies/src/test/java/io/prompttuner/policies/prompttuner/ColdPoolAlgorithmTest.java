package io.prompttuner.policies.prompttuner;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.policies.drive.Plans;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Algorithm 2. Loading takes 10 s; a job of 10 steps takes 12 s on one warm worker; one of 100 steps 102 s, 54.3 s on two,
 * 37.5 s on three, 29.1 s on four.
 */
class ColdPoolAlgorithmTest {

    @Test
    void theFewestWorkersAreLoadedThatMeetTheDeadline() { // lines 10 to 17: 10 + 37.5 s
        assertThat(pool("prompttuner", Scene.of(8).waiting("job", 100, 50))).isEqualTo(3);
        assertThat(pool("prompttuner", Scene.of(8).waiting("job", 100, 112))).isEqualTo(1);
    }

    @Test
    void theJobWaitsWhileTheyLoad() {
        Plan plan = Plans.of("prompttuner", Scene.of(8).waiting("job", 100, 50));

        assertThat(Plans.workers(plan)).containsEntry("job", 0);
        assertThat(Plans.allocation(plan, "job").reason()).isEqualTo(AllocationReason.WAITING_FOR_CAPACITY);
        assertThat(Plans.allocation(plan, "job").chosen().lateness()).isBetween(-2.6, -2.4);
    }

    @Test
    void nothingIsLoadedForAJobThatCanWaitForARunningOne() { // line 7, lines 23 to 34: 20 + 12 s
        Scene scene = Scene.of(8).running("before", 1, 20, 100).waiting("job", 10, 32);

        assertThat(pool("prompttuner", scene)).isEqualTo(1);
        assertThat(Plans.allocation(Plans.of("prompttuner", scene), "job").rejected())
                .isNotNull();
    }

    @Test
    void aWorkerIsLoadedForAJobThatCantWait() { // line 26: 20 + 12 s is too late, 10 + 12 s is not
        assertThat(pool("prompttuner", Scene.of(8).running("before", 1, 20, 100).waiting("job", 10, 31)))
                .isEqualTo(2);
    }

    @Test
    void aJobMayWaitForSeveralWorkers() { // line 26: k = 3, free at 0, 5 and 9 s; 9 + 37.5 s
        Scene scene = Scene.of(8)
                .idle("w", 0)
                .running("first", 1, 5, 100)
                .running("second", 1, 9, 100)
                .waiting("job", 100, 47);

        assertThat(pool("prompttuner", scene)).isEqualTo(3);
    }

    @Test
    void aWorkerThatAJobWaitsForIsNotThereForTheNext() { // lines 30 and 31: free again at 32 s, 44 s for the next
        Scene scene = Scene.of(8).running("before", 1, 20, 100).waiting("first", 10, 32);

        assertThat(pool("prompttuner", scene.waiting("next", 10, 43))).isEqualTo(2);
        assertThat(pool("prompttuner", scene.waiting("last", 10, 44))).isEqualTo(2); // that one waits for both others
    }

    @Test
    void workersThatAreLoadedServeLaterJobsToo() { // line 19: loaded for the first, free again at 22 s
        Scene scene = Scene.of(8).waiting("first", 10, 25);

        assertThat(pool("prompttuner", scene.waiting("second", 10, 34))).isEqualTo(1);
    }

    @Test
    void asPrintedTheGuardLoadsNoMoreThanOneWorkerForAJob() { // erratum 2: 10 + 102 s
        Scene scene = Scene.of(8).waiting("job", 100, 50).model("n", 1).waiting("other", 10, 30);

        assertThat(pool("prompttuner", scene)).isEqualTo(3);
        assertThat(pool("prompttuner:cold-guard=as-printed", scene)).isEqualTo(0);
    }

    @Test
    void asPrintedEachJobFindsTheWholeColdPool() { // erratum 3: three each, of four GPUs
        Scene scene = Scene.of(4).waiting("a", 100, 50).waiting("b", 100, 50);

        assertThat(pool("prompttuner", scene)).isEqualTo(3);
        assertThat(pool("prompttuner:cold-decrement=off", scene)).isEqualTo(6);
    }

    @Test
    void asPrintedABookedWorkerCountsAsFreeNow() { // erratum 4: free at 47.5 s, which is too late for the other
        Scene scene = Scene.of(8).waiting("long", 100, 50).waiting("short", 10, 51);

        assertThat(pool("prompttuner", scene)).isEqualTo(4);
        assertThat(pool("prompttuner:time-base=as-printed", scene)).isEqualTo(3);
    }

    @Test
    void asPrintedAJobThatNeedsAllWorkersIsNeverDelayed() { // erratum 5
        Scene scene = Scene.of(8).running("before", 1, 20, 100).waiting("job", 10, 40);

        assertThat(pool("prompttuner", scene)).isEqualTo(1);
        assertThat(pool("prompttuner:delay-bound=below", scene)).isEqualTo(2);
    }

    @Test
    void aJobDoesNotAskAgainWhileItsWorkersLoad() { // erratum 8: ready at 10 s
        Scene scene = Scene.of(8).loading("w", 0).waiting("job", 10, 40);

        assertThat(pool("prompttuner", scene)).isEqualTo(1);
        assertThat(pool("prompttuner:delay=off", scene)).isEqualTo(1);
        assertThat(pool("prompttuner:reissue=on", scene)).isEqualTo(2);
    }

    @Test
    void withoutDelayAWorkerIsLoadedForAJobThatCouldWait() { // Table 8
        Scene scene = Scene.of(8).running("before", 1, 20, 100).waiting("job", 10, 40);

        assertThat(pool("prompttuner:delay=off", scene)).isEqualTo(2);
    }

    @Test
    void aReplicaOfFourGpusNeedsFourColdOnes() {
        Scene scene = Scene.of(11).model("m", 4).waiting("job", 100, 65); // two: 10 + 54.3 s

        assertThat(pool("prompttuner", scene)).isEqualTo(2);
        assertThat(pool(
                        "prompttuner",
                        Scene.of(7).model("m", 4).waiting("a", 100, 65).waiting("b", 10, 22)))
                .isEqualTo(1);
    }

    @Test
    void thePlanIsMadeAnewWhenAWorkerIsLate() { // the worker that is waited for should be there at 20 s
        Plan plan = Plans.of(
                "prompttuner", Scene.of(8).running("before", 1, 20, 100).waiting("job", 10, 40));

        assertThat(Plans.next(plan)).isBetween(20.0, 20.001);
    }

    @Test
    void aWorkerThatIsOverdueIsLookedForAllTheTime() { // it should have been there a second ago
        Plan plan = Plans.of("prompttuner", Scene.of(8).loading("w", -11).waiting("job", 10, 40));

        assertThat(Plans.pools(plan)).isEqualTo(Map.of("m", 1));
        assertThat(Plans.next(plan)).isEqualTo(0.05);
    }

    private static int pool(String policy, Scene scene) {
        return Plans.pools(Plans.of(policy, scene)).getOrDefault("m", -1);
    }
}
