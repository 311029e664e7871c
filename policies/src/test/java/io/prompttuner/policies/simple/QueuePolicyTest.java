package io.prompttuner.policies.simple;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.policies.drive.Plans;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Loading takes 10 s; a job of 10 steps takes 12 s on one warm worker; one of 100 steps 102 s, 54.3 s on two, 37.5 s on
 * three.
 */
class QueuePolicyTest {

    @Test
    void whoeverCameFirstIsServedFirst() {
        Scene scene = Scene.of(1).idle("w", 0).waiting("second", 10, 20, -1).waiting("first", 10, 90, -2);

        assertThat(Plans.workers(Plans.of("fifo", scene))).isEqualTo(Map.of("first", 1, "second", 0));
    }

    @Test
    void nobodyOvertakesTheFirst() { // it needs three, of which two are there: 10 + 37.5 s
        Scene scene = Scene.of(3)
                .idle("a", 0)
                .idle("b", 0)
                .waiting("first", 100, 50, -2)
                .waiting("second", 10, 30, -1);

        Plan plan = Plans.of("fifo", scene);

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("first", 0, "second", 0));
        assertThat(Plans.pools(plan)).isEqualTo(Map.of("m", 3));
    }

    @Test
    void nobodyOvertakesTheFirstOfAnotherModel() {
        Scene scene = Scene.of(1)
                .idle("w", 0)
                .waiting("second", 10, 30, -1)
                .model("n", 1)
                .waiting("first", 10, 30, -2);

        assertThat(Plans.workers(Plans.of("fifo", scene))).isEqualTo(Map.of("first", 0, "second", 0));
    }

    @Test
    void aJobGetsTheFewestWorkersThatMeetItsDeadline() {
        Scene scene = Scene.of(4).idle("a", 0).idle("b", 0).idle("c", 0).idle("d", 0);

        assertThat(Plans.workers(Plans.of("fifo", scene.waiting("job", 100, 40))))
                .containsEntry("job", 3);
    }

    @Test
    void aJobThatIsLateAnywayGetsOneWorker() {
        Scene scene = Scene.of(4).idle("a", 0).idle("b", 0).waiting("job", 100, 5);

        assertThat(Plans.workers(Plans.of("fifo", scene))).containsEntry("job", 1);
    }

    @Test
    void whatAJobLacksIsLoaded() { // 10 + 37.5 s on three, of which one is there
        Scene scene = Scene.of(8).idle("w", 0).waiting("job", 100, 50);

        Plan plan = Plans.of("fifo", scene);

        assertThat(Plans.workers(plan)).containsEntry("job", 0);
        assertThat(Plans.pools(plan)).containsEntry("m", 3);
        assertThat(Plans.next(plan)).as("when it needs four").isBetween(2.4, 2.6);
    }

    @Test
    void leastSlackTakesTheJobThatMustStartFirst() { // one must start within 48 s, the other within 28
        Scene scene = Scene.of(1).idle("w", 0).waiting("near", 10, 60).waiting("long", 100, 130);

        assertThat(Plans.workers(Plans.of("least-slack", scene))).isEqualTo(Map.of("near", 0, "long", 1));
    }

    @Test
    void leastSlackTakesJobsThatAreLateAnywayLast() {
        Scene scene = Scene.of(1).idle("w", 0).waiting("late", 100, 5).waiting("job", 10, 60);

        assertThat(Plans.workers(Plans.of("least-slack", scene))).isEqualTo(Map.of("late", 0, "job", 1));
    }

    @Test
    void leastSlackLetsOthersPassThatNeedNoneOfItsWorkers() {
        Scene scene =
                Scene.of(1).idle("w", 0).waiting("other", 10, 60).model("n", 1).waiting("first", 10, 30);

        assertThat(Plans.workers(Plans.of("least-slack", scene))).isEqualTo(Map.of("first", 0, "other", 1));
    }

    @Test
    void leastSlackKeepsWorkersThatAreThereForTheJobThatWaitsForMore() { // three: 10 + 37.5 s, two of them are there
        Scene scene =
                Scene.of(8).idle("a", 0).idle("b", 0).waiting("first", 100, 48).waiting("next", 10, 80);

        Plan plan = Plans.of("least-slack", scene);

        assertThat(Plans.workers(plan)).isEqualTo(Map.of("first", 0, "next", 0));
        assertThat(Plans.pools(plan)).containsEntry("m", 4);
    }

    @Test
    void aWorkerGrowsColdWhenItWasIdleForAMinute() {
        Scene scene = Scene.of(4).idle("stale", -60).idle("fresh", -59);

        assertThat(Plans.pools(Plans.of("fifo", scene))).containsEntry("m", 1);
        assertThat(Plans.pools(Plans.of("least-slack:window=59", scene))).containsEntry("m", 0);
    }
}
