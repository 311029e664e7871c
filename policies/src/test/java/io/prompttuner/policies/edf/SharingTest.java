package io.prompttuner.policies.edf;

import static io.prompttuner.policies.edf.Cluster.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.drive.Plans;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps take 1 s on one worker, 0.5 on two; connecting takes 2 s, loading 10; a job needs 90 to 110 % of the steps named. */
class SharingTest {

    @Test
    void aJobThatWouldBeLateGetsTheFewestWorkersThatMeetItsDeadline() { // 58 s on two: 115 steps
        assertThat(workers(three(Cluster.of(4).most(4).running("job", 100, 60))))
                .isEqualTo(Map.of("job", 2));
        assertThat(workers(three(Cluster.of(4).most(4).running("job", 100, 40))))
                .isEqualTo(Map.of("job", 3));
    }

    @Test
    void aJobThatIsInTimeStaysOnOne() {
        assertThat(workers(three(Cluster.of(4).most(4).running("job", 100, 110))))
                .isEqualTo(Map.of("job", 1));
    }

    @Test
    void itNeverGetsMoreThanItMayHave() {
        assertThat(workers(three(Cluster.of(4).most(2).running("job", 120, 60))))
                .isEqualTo(Map.of("job", 2));
        assertThat(workers(three(Cluster.of(4).most(1).running("job", 100, 60))))
                .isEqualTo(Map.of("job", 1));
    }

    @Test
    void whatGainsNothingRealIsNotGiven() { // on two it is as likely as it ever will be
        var job = new JobView(
                "job",
                "acme",
                "m",
                NOW,
                NOW.plusSeconds(60),
                4,
                new StepsForecast(0, 90, 100, 110, 10_000, 0.6),
                1,
                0,
                true,
                0,
                0,
                null,
                null,
                0);

        assertThat(workers(three(Cluster.of(4).with(job)))).isEqualTo(Map.of("job", 2));
    }

    @Test
    void aJobThatIsLateOnAnyNumberGetsNoMore() {
        Plan plan = plan(three(Cluster.of(4).most(4).running("job", 400, 20)));

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("job", 1));
        assertThat(Plans.allocation(plan, "job").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
        assertThat(rejected(plan, "job").note()).endsWith("its deadline is out of reach");
    }

    @Test
    void aJobThatWaitsMayStartOnSeveral() {
        Plan plan = plan(three(Cluster.of(3).most(4).waiting("job", 100, 65)));

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("job", 2));
        assertThat(Plans.allocation(plan, "job").reason()).isEqualTo(AllocationReason.MEETS_DEADLINE);
    }

    @Test
    void workersAreLoadedForItIfTheyComeInTime() { // 10 steps on one, then 63 s on two
        Plan plan = plan(Cluster.of(2).most(2).running("job", 100, 75));

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("job", 2));
        assertThat(Plans.pools(plan)).isEqualTo(Map.of("m", 2));
    }

    @Test
    void workersThatWouldComeTooLateAreNotLoaded() { // a warm one would save it
        assertThat(workers(Cluster.of(2).most(2).running("job", 20, 13))).isEqualTo(Map.of("job", 1));
        assertThat(workers(Cluster.of(2).most(2).running("job", 20, 13).idle("w", "m", 0)))
                .isEqualTo(Map.of("job", 2));
    }

    @Test
    void nobodyHasTwoWhileAnotherWaits() {
        var cluster = Cluster.of(2).most(2).running("late", 100, 60).waiting("patient", 10, 900);

        assertThat(workers(cluster)).isEqualTo(Map.of("late", 1, "patient", 1));
    }

    @Test
    void freeWorkersGoToTheMostUrgent() {
        var cluster = Cluster.of(3)
                .most(2)
                .running("later", 100, 62)
                .running("sooner", 100, 60)
                .idle("w", "m", 0);

        Plan plan = plan(cluster);

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("sooner", 2, "later", 1));
        assertThat(rejected(plan, "later").note()).endsWith("no GPU is free");
    }

    @ParameterizedTest(name = "{0} s to the deadline")
    @ValueSource(longs = {60, 105, 115, 137}) // on one it would be late, likely late, likely and very likely in time
    void whoeverHoldsSeveralKeepsThemWhileTheForecastWavers(long deadline) {
        assertThat(workers(Cluster.of(2).most(2).sharing("job", 2, 100, deadline)))
                .isEqualTo(Map.of("job", 2));
    }

    @Test
    void itGivesThemBackOnceItIsInTimeWithoutThemEvenIfStepsTakeLonger() {
        Plan plan = plan(Cluster.of(2).most(2).sharing("job", 2, 100, 138));

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("job", 1));
        assertThat(rejected(plan, "job").workers()).isEqualTo(2);
    }

    @Test
    void itGivesBackOnlyWhatItDoesNotNeed() {
        assertThat(workers(Cluster.of(4).most(4).sharing("job", 4, 100, 75))).isEqualTo(Map.of("job", 2));
    }

    @Test
    void workersThatMakeItsStepsNoFasterAreGivenBack() {
        assertThat(workers(Cluster.of(4).most(2).efficiency(0.52).sharing("job", 2, 100, 60)))
                .isEqualTo(Map.of("job", 1));
        assertThat(workers(three(Cluster.of(4).most(2).efficiency(0.52).running("job", 100, 96))))
                .isEqualTo(Map.of("job", 1));
    }

    @Test
    void sharingThatCostsMuchTakesMoreWorkers() { // 38 s: 115 steps on three as usual, 106 on four that lose 0.3 each
        assertThat(workers(three(Cluster.of(4).most(4).efficiency(0.7).running("job", 100, 40))))
                .isEqualTo(Map.of("job", 4));
    }

    @Test
    void aJobThatHasBecomeHopelessGivesItsWorkersBack() {
        Plan plan = plan(Cluster.of(2).most(2).sharing("job", 2, 100, 5));

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("job", 1));
        assertThat(Plans.allocation(plan, "job").reason()).isEqualTo(AllocationReason.BEST_EFFORT);
    }

    @Test
    void butNotOneThatWouldHaveHopesIfStepsWereSomewhatFaster() { // 40 of 90 steps, or 50 of them
        assertThat(workers(Cluster.of(2).most(2).sharing("job", 2, 100, 20))).isEqualTo(Map.of("job", 2));
        assertThat(workers(three(Cluster.of(4).most(2).running("job", 100, 20))))
                .isEqualTo(Map.of("job", 1));
    }

    @Test
    void workersAreTakenBackBeforeAnybodyIsPaused() {
        var cluster = Cluster.of(3)
                .most(2)
                .sharing("late", 2, 100, 60)
                .running("slack", 100, 900)
                .waiting("urgent", 20, 40);

        Plan plan = plan(cluster);

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("late", 1, "slack", 1, "urgent", 1));
        assertThat(Plans.allocation(plan, "late").chosen().note())
                .startsWith("gives workers back for jobs that wait for one");
        assertThat(Plans.allocation(plan, "urgent").chosen().lateness()).isEqualTo(1 + 2 + 20 - 40.0);
    }

    @Test
    void theLeastUrgentGivesFirst() {
        var cluster = Cluster.of(4)
                .most(2)
                .sharing("later", 2, 100, 62)
                .sharing("sooner", 2, 100, 60)
                .waiting("new", 10, 500);

        assertThat(workers(cluster)).isEqualTo(Map.of("sooner", 2, "later", 1, "new", 1));
    }

    @Test
    void aJobThatWaitsTakesAnExtraWorkerOfItsModelRatherThanWaitForOneToLoad() {
        var same = Cluster.of(3).most(2).sharing("late", 2, 100, 60).waiting("new", 10, 500);
        var other = Cluster.of(3).most(2).sharing("late", 2, 100, 60).waiting("new", "other", 10, 500);

        assertThat(workers(same)).isEqualTo(Map.of("late", 1, "new", 1));
        assertThat(workers(other)).isEqualTo(Map.of("late", 2, "new", 1));
    }

    @Test
    void aJobWhoseWorkersAreJustChangingIsLeftAlone() {
        var growing = Cluster.of(4).most(4).changing("job", 2, 1, 100, 40);
        var shrinking = Cluster.of(4).most(4).changing("job", 1, 2, 100, 60);

        assertThat(workers(growing)).isEqualTo(Map.of("job", 2));
        assertThat(workers(shrinking)).isEqualTo(Map.of("job", 1));
    }

    @Test
    void everyNumberOfWorkersIsExplainedInChances() {
        Plan grows = plan(three(Cluster.of(4).most(4).running("job", 100, 60)));
        Plan keeps = plan(Cluster.of(2).most(2).sharing("job", 2, 100, 60));

        assertThat(Plans.allocation(grows, "job").chosen().note())
                .isEqualTo("shares its steps among 2 workers: in time with a chance of 90 %");
        assertThat(Plans.allocation(keeps, "job").chosen().note())
                .isEqualTo("keeps its 2 workers: in time with a chance of 90 %");
        assertThat(rejected(grows, "job")).isEqualTo(rejected(keeps, "job"));
        assertThat(rejected(keeps, "job")).isEqualTo(new Choice(1, 1, 40, "one worker: in time with a chance of 7 %"));
    }

    private static Cluster three(Cluster cluster) {
        return cluster.idle("a", "m", 0).idle("b", "m", 0).idle("c", "m", 0);
    }

    private static Map<String, Integer> workers(Cluster cluster) {
        return Plans.workers(plan(cluster));
    }

    private static Choice rejected(Plan plan, String job) {
        PlannedAllocation allocation = Plans.allocation(plan, job);
        return Objects.requireNonNull(allocation.rejected());
    }

    private static Plan plan(Cluster cluster) {
        return EarliestDeadlinePolicy.standard().plan(cluster.snapshot(), PolicyMemory.EMPTY);
    }
}
