package io.prompttuner.policies.elasticflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.policies.drive.Scene;
import io.prompttuner.policies.elasticflow.ElasticFlowSettings.Align;
import io.prompttuner.policies.time.DeclaredTimes;
import io.prompttuner.policies.time.JobTime;
import io.prompttuner.policies.time.ModelTimes;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Slots of 10 s. A start on one worker takes 10 + 2 s, on several 10 + 2 + 2 s; n > 1 workers do 0.995 n steps a second. */
class MinimumShareTest {

    @Test
    void startsAsLateAsItCan() {
        // 12 s of start-up and 20 steps are 32 s: the last four of six slots
        assertThat(share(Scene.of(8).waiting("a", 20, 60))).containsExactly(0, 0, 1, 1, 1, 1);
    }

    @Test
    void takesTheNextPowerOfTwoIfOneWorkerIsTooSlow() {
        // one: 30 - 12 = 18 steps; two: (30 - 14) * 1.99 = 31.8, in two slots only (20 - 14) * 1.99 = 11.9
        assertThat(share(Scene.of(8).waiting("a", 20, 30))).containsExactly(2, 2, 2);
    }

    @Test
    void slotsBeforeThoseNeededKeepTheLowerNumber() {
        // one: 50 - 12 = 38 steps; two, from slot 1 on: (40 - 14) * 1.99 = 51.7
        assertThat(share(Scene.of(8).waiting("a", 45, 50))).containsExactly(1, 2, 2, 2, 2);
    }

    @Test
    void withTheGuardAJobDoesNotStartOnANumberThatItWillLeave() {
        Scene scene = Scene.of(8).waiting("a", 45, 50);

        assertThat(share(scene, true, Align.DOWN, 0)).containsExactly(0, 2, 2, 2, 2);
    }

    @Test
    void getsWhatFitsAndPaysForEachChange() {
        // In slot 3 one GPU is taken: one worker there gets nothing done in its 10 s. One: 40 - 12 = 28 steps.
        // Two in slots 0 to 2: (30 - 14) * 1.99 = 31.8
        assertThat(share(Scene.of(2).waiting("a", 30, 40), false, Align.DOWN, 1))
                .containsExactly(2, 2, 2, 1);
    }

    @Test
    void neverGetsANumberBetweenPowersOfTwo() {
        // 50 steps in 40 s: two do (40 - 14) * 1.99 = 51.7
        assertThat(share(Scene.of(3).waiting("a", 50, 40))).containsExactly(2, 2, 2, 2);
        // 60 steps are too many for two, and four don't fit
        assertThat(share(Scene.of(3).waiting("a", 60, 40))).isEmpty();
    }

    @Test
    void aWorkerOfSeveralGpusCountsAsSuch() {
        assertThat(share(Scene.of(8).model("big", 4).waiting("a", 50, 40))).containsExactly(2, 2, 2, 2);
        assertThat(share(Scene.of(7).model("big", 4).waiting("a", 50, 40))).isEmpty();
    }

    @Test
    void aJobThatRunsNeedsNoStartToStayAsItIs() {
        // 60 steps on two workers take 30.2 s; on one they would take 12 + 60 s
        assertThat(share(Scene.of(4).running("a", 2, 60, 45))).containsExactly(2, 2, 2, 2);
    }

    @Test
    void aJobThatRunsIsPlannedOnFewerWorkersIfThatIsEnough() {
        // 20 steps on one worker: 32 s, so from slot 6 on; with the guard it stays on two, done after 10.1 s
        assertThat(share(Scene.of(4).running("a", 2, 20, 100))).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(share(Scene.of(4).running("a", 2, 20, 100), true, Align.DOWN, 0))
                .containsExactly(2, 2);
    }

    @Test
    void aJobThatWaitsForItsWorkersNeedsOnlyTheRestOfTheirLoading() {
        // loading since 6 s, so 4 + 2 + 20 s; started anew it would need 32 s and be late
        Scene scene = Scene.of(1).holding("a", 1, 0, 20, 30).loading("w", -6);

        assertThat(share(scene)).containsExactly(1, 1, 1);
    }

    @Test
    void aDeadlineCountsAsTheBeginningOfItsSlotUnlessItIsExact() {
        // until 30 s one worker does 18 steps, until 36 s 24
        Scene scene = Scene.of(8).waiting("a", 20, 36);

        assertThat(share(scene, false, Align.DOWN, 0)).containsExactly(2, 2, 2);
        assertThat(share(scene, false, Align.EXACT, 0)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void theFirstSlotIsShorterInTheMiddleOfOne() {
        // at 7 s: 3 s and 30 s are left until 40 s; 12 + 20 s need all of them, 12 + 22 s more
        assertThat(share(Scene.of(1).at(7).waiting("a", 20, 40))).containsExactly(1, 1, 1, 1);
        assertThat(share(Scene.of(1).at(7).waiting("a", 22, 40))).isEmpty();
    }

    @Test
    void aDeadlineInAThousandYearsNeedsNoMoreSlots() {
        assertThat(share(Scene.of(1).waiting("a", 1_000_000, 30_000_000))).hasSizeLessThan(5_000);
    }

    private static List<Integer> share(Scene scene) {
        return share(scene, false, Align.DOWN, 0);
    }

    /** The number of workers for each slot; empty if the deadline can't be met. */
    private static List<Integer> share(Scene scene, boolean guard, Align align, int takenInSlot3) {
        ClusterSnapshot snapshot = scene.snapshot();
        var times = new ModelTimes(DeclaredTimes.standard(), snapshot);
        var time = new JobTime(snapshot.jobs().get(0), times, snapshot.now());
        Grid grid = Grid.of(snapshot, 10);
        var job = new Candidate(time, snapshot.gpus(), Arrivals.of(snapshot, times, List.of(time)), grid, align);
        var free = new FreeGpus(grid, snapshot.gpus(), job.mustEnd());
        if (takenInSlot3 > 0) {
            free.book(Share.filled(new int[] {0, 0, 0, takenInSlot3}, 4), 1);
        }
        @Nullable Share share = new MinimumShare(guard).of(job, free, guard);
        return share == null
                ? List.of()
                : IntStream.range(0, share.slots()).mapToObj(share::level).toList();
    }
}
