package io.prompttuner.policies.prompttuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.Policies;
import io.prompttuner.policies.drive.Plans;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What lies around the two algorithms; times as in their tests. */
class PromptTunerPolicyTest {

    @Test
    void aWorkerGrowsColdWhenItWasIdleForAMinute() {
        Scene scene = Scene.of(4).idle("stale", -60).idle("fresh", -59);

        Plan plan = Plans.of("prompttuner", scene);

        assertThat(plan.pools()).containsExactly(new PlannedPool("m", 1, PlannedPool.Reason.KEPT_WARM));
        assertThat(Plans.next(plan)).isEqualTo(1);
        assertThat(Plans.pools(Plans.of("prompttuner:window=70", scene))).containsEntry("m", 2);
        assertThat(Plans.pools(Plans.of("prompttuner-tuned", scene))).containsEntry("m", 0);
    }

    @Test
    void whileAWorkerLoadsNoneGrowsCold() { // a smaller pool would end the loading
        assertThat(Plans.pools(
                        Plans.of("prompttuner", Scene.of(4).idle("stale", -99).loading("w", -1))))
                .containsEntry("m", 2);
    }

    @Test
    void anIdleWorkerThatAJobWaitsForStaysWarm() { // with the one that is free at 5 s: 5 + 14.1 s
        Scene scene =
                Scene.of(2).idle("stale", -99).running("before", 1, 5, 100).waiting("job", 20, 20);

        assertThat(Plans.pools(Plans.of("prompttuner", scene))).containsEntry("m", 2);
    }

    @Test
    void aDoomedJobRunsOnAWorkerThatNobodyElseWants() { // erratum 9
        Scene scene = Scene.of(4).idle("w", 0).waiting("doomed", 100, 5);

        Plan plan = Plans.of("prompttuner", scene);

        assertThat(Plans.workers(plan)).containsEntry("doomed", 1);
        assertThat(Plans.allocation(plan, "doomed").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
        assertThat(Plans.workers(Plans.of("prompttuner:doomed=drop", scene))).containsEntry("doomed", 0);
    }

    @Test
    void aDoomedJobLeavesTheWorkerToOneThatWaitsForIt() { // which needs it and the one that is free at 5 s: 5 + 14.1 s
        Scene scene = Scene.of(2).idle("w", 0).running("before", 1, 5, 100);

        assertThat(Plans.workers(Plans.of("prompttuner", scene.waiting("doomed", 100, 5))))
                .containsEntry("doomed", 1);
        assertThat(Plans.workers(Plans.of("prompttuner", scene.waiting("job", 20, 20))))
                .containsEntry("doomed", 0);
    }

    @Test
    void aWorkerIsLoadedForADoomedJobOnceNobodyElseWaits() {
        Scene scene = Scene.of(4).waiting("doomed", 100, 5);

        assertThat(Plans.pools(Plans.of("prompttuner", scene))).containsEntry("m", 1);
        assertThat(Plans.pools(Plans.of("prompttuner:doomed=drop", scene))).containsEntry("m", 0);
        assertThat(Plans.pools(Plans.of("prompttuner", scene.model("n", 1).waiting("job", 10, 22))))
                .isEqualTo(Map.of("m", 0, "n", 1));
    }

    @Test
    void doomedJobsShareTheWorkerThatIsThere() {
        Scene scene =
                Scene.of(4).running("before", 1, 5, 1).waiting("doomed", 100, 5).waiting("too", 100, 5);

        assertThat(Plans.pools(Plans.of("prompttuner", scene))).containsEntry("m", 1);
    }

    @Test
    void whoeverHasANearerDeadlineTakesWorkersThatWereLoadedForAnother() { // erratum 7
        Scene ready =
                Scene.of(8).at(10).idle("a", 10).idle("b", 10).idle("c", 10).waiting("owner", 100, 50);
        Scene both = ready.waiting("newcomer", 10, 25, 5);

        assertThat(Plans.workers(Plans.of("prompttuner", both))).isEqualTo(Map.of("owner", 0, "newcomer", 1));
    }

    @Test
    void reservedWorkersAreKeptForTheJobThatTheyWereLoadedFor() {
        Plan first = Plans.of("prompttuner:reserve=on", Scene.of(8).waiting("owner", 100, 50)); // loads three
        Scene ready =
                Scene.of(8).at(10).idle("a", 10).idle("b", 10).idle("c", 10).waiting("owner", 100, 50);
        Scene both = ready.waiting("newcomer", 10, 25, 5);

        Plan second = Policies.named("prompttuner:reserve=on").plan(both.snapshot(), first.memory());

        assertThat(Plans.workers(second)).isEqualTo(Map.of("owner", 3, "newcomer", 0));
        assertThat(second.memory()).as("only the newcomer is loaded for").isNotEqualTo(first.memory());
    }

    @Test
    void aReservationEndsWhenItCanHelpNoMore() { // at 13 s three workers would be done at 50.5
        Plan first = Plans.of("prompttuner:reserve=on", Scene.of(3).waiting("owner", 100, 50));
        Scene late =
                Scene.of(3).at(13).idle("a", 13).idle("b", 13).idle("c", 13).waiting("owner", 100, 50);
        Scene both = late.waiting("newcomer", 10, 80, 5);

        Plan second = Policies.named("prompttuner:reserve=on").plan(both.snapshot(), first.memory());

        assertThat(Plans.workers(second)).containsEntry("newcomer", 1);
    }

    @Test
    void withNothingRememberedThePlanIsThatWithoutReservations() {
        Scene scene = Scene.of(8)
                .idle("a", 0)
                .waiting("a", 100, 50)
                .waiting("b", 10, 25)
                .waiting("c", 100, 3);

        Plan plan = Plans.of("prompttuner:reserve=on", scene);

        assertThat(plan.allocations()).isEqualTo(Plans.of("prompttuner", scene).allocations());
        assertThat(plan.pools()).isEqualTo(Plans.of("prompttuner", scene).pools());
    }

    @Test
    void theMemoryOfAnotherPolicyIsPassedOver() {
        Scene scene = Scene.of(8).waiting("a", 100, 50);

        Plan plan = Policies.named("prompttuner:reserve=on")
                .plan(scene.snapshot(), new PolicyMemory(99, new byte[] {1, 2, 3}));

        assertThat(plan).isEqualTo(Plans.of("prompttuner:reserve=on", scene));
    }

    @Test
    void whereAllWorkersAreHeldByHalvesTheLatestDeadlineLetsGo() {
        Scene scene = Scene.of(2).holding("soon", 2, 1, 100, 80).holding("late", 2, 1, 100, 90);

        Plan plan = Plans.of("prompttuner:gang=off", scene);

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("soon", 2, "late", 0));
        assertThat(Plans.allocation(plan, "late").reason()).isEqualTo(AllocationReason.YIELDED_TO_MORE_URGENT);
    }

    @Test
    void whereThereAreColdGpusTheMissingWorkersAreLoaded() {
        assertThat(Plans.pools(Plans.of("prompttuner:gang=off", Scene.of(4).holding("job", 2, 1, 100, 80))))
                .containsEntry("m", 2);
    }

    @Test
    void aJobThatHoldsAllThereIsStartsWithThat() {
        assertThat(Plans.workers(Plans.of("prompttuner:gang=off", Scene.of(2).holding("job", 3, 2, 100, 80))))
                .containsEntry("job", 2);
    }

    @Test
    void aJobKeepsWhatItWasPromised() { // its two workers are not bound yet
        Scene scene = Scene.of(2).idle("a", 0).idle("b", 0).holding("promised", 2, 0, 100, 80);

        assertThat(Plans.workers(Plans.of("prompttuner", scene.waiting("urgent", 10, 12))))
                .isEqualTo(Map.of("promised", 2, "urgent", 0));
    }

    @Test
    void aFaultySwitchIsNamed() {
        assertThatThrownBy(() -> Policies.named("prompttuner:doomed=run:gnag=off"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("gnag");
        assertThatThrownBy(() -> Policies.named("prompttuner:doomed=run"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("delay, drop");
    }
}
