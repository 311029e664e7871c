package io.prompttuner.policies.infless;

import static io.prompttuner.policies.drive.Scene.NOW;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.Policies;
import io.prompttuner.policies.drive.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many instances there are beyond those that jobs need. Loading takes 10 s. */
class InflessScalingTest {

    @Test
    void anIdleInstanceStaysForTheWindow() {
        Plan plan = plan(
                "infless:keep-alive=fixed:window=20",
                Scene.of(4).idle("fresh", -19).idle("stale", -20));

        assertThat(plan.pools()).containsExactly(new PlannedPool("m", 1, PlannedPool.Reason.KEPT_WARM));
        assertThat(plan.next()).isEqualTo(NOW.plusSeconds(1));
        assertThat(pools(plan("infless", Scene.of(4).idle("w", -59)))).containsEntry("m", 1);
        assertThat(pools(plan("infless", Scene.of(4).idle("w", -60)))).containsEntry("m", 0);
    }

    @Test
    void anIdleInstanceStaysAsLongAsTheyUsuallyIdle() {
        // all idle times were 5 s, whose bin ends at 2^(11/4) - 1 = 5.7 s
        PolicyMemory memory = idled(12, 5, 0);

        assertThat(pools(plan("infless", Scene.of(4).idle("w", -5.7), memory))).containsEntry("m", 1);
        assertThat(pools(plan("infless", Scene.of(4).idle("w", -5.8), memory))).containsEntry("m", 0);
        assertThat(pools(plan("infless:keep-alive=fixed", Scene.of(4).idle("w", -5.8), memory)))
                .containsEntry("m", 1);
    }

    @Test
    void gammaWeighsTheLongMemoryAgainstTheShort() {
        // 50 min ago idle times were 200 s (bin up to 214 s), lately 5 s (up to 5.7 s); only the long memory knows both
        PolicyMemory memory = idled(12, 5, 100, 200);

        assertThat(pools(plan("infless:gamma=0", Scene.of(4).idle("w", -6), memory)))
                .containsEntry("m", 0);
        assertThat(pools(plan("infless", Scene.of(4).idle("w", -109), memory))).containsEntry("m", 1);
        assertThat(pools(plan("infless", Scene.of(4).idle("w", -111), memory))).containsEntry("m", 0);
        assertThat(pools(plan("infless:gamma=1", Scene.of(4).idle("w", -214), memory)))
                .containsEntry("m", 1);
    }

    @Test
    void anInstanceThatIsNotNeededForLongGoesAndComesBackInTime() {
        // all idle times were 100 s, whose bin is 89.5 to 106.6 s: loading must begin after 79.5 s
        PolicyMemory memory = idled(12, 100, 0);

        assertThat(pools(plan("infless", Scene.of(4).at(1).idle("w", 0), memory)))
                .containsEntry("m", 0);
        assertThat(plan("infless", Scene.of(4).at(1).idle("w", 0), memory).next())
                .isBetween(NOW.plusMillis(79_500), NOW.plusMillis(79_600));
        assertThat(pools(plan("infless", Scene.of(4).at(80), memory))).isEmpty();
        assertThat(pools(plan("infless", Scene.of(4).at(80).idle("other", 79), memory)))
                .containsEntry("m", 1);
        assertThat(pools(plan("infless", Scene.of(4).at(107).idle("w", 90), memory)))
                .containsEntry("m", 0);
    }

    @Test
    void startsInstancesForTheTrafficBeyondTheJobsThatAreThere() {
        // sum of e^(-k/60) / 60 over a minute: 0.637 jobs/s, of 10 instance-seconds each: 6.4 instances
        PolicyMemory memory = arrived(60, 10, 1);
        Scene scene = Scene.of(8).running("a", 1, 50, 500);

        assertThat(pools(plan("infless", scene, memory))).containsEntry("m", 7);
        assertThat(pools(plan("infless:autoscale=off", scene, memory))).containsEntry("m", 1);
    }

    @Test
    void keepsWhatTheTrafficAsksForAndLetsItGoWhenThatHasFaded() {
        // 6.4 instances fade to 6 within 60 * ln(6.37 / 6) = 3.6 s
        PolicyMemory memory = arrived(60, 10, 1);
        Scene scene = Scene.of(8);
        for (int n = 0; n < 8; n++) {
            scene.idle("w" + n, -300);
        }

        Plan plan = plan("infless", scene, memory);

        assertThat(pools(plan)).containsEntry("m", 7);
        assertThat(plan.next()).isEqualTo(NOW.plusSeconds(4));
        assertThat(pools(plan("infless", scene.at(4), memory))).containsEntry("m", 6);
    }

    @Test
    void alphaSaysHowFarTrafficMustFallBeforeInstancesGo() {
        // instances are worth having at 0.25 of their time; R = 6.4 keeps up to 6.4 / (0.8 * 0.25 + 0.2) = 15 of them
        PolicyMemory memory = arrived(60, 10, 0.25);
        Scene scene = Scene.of(8);
        for (int n = 0; n < 8; n++) {
            scene.idle("w" + n, -300);
        }

        assertThat(pools(plan("infless", scene, memory))).containsEntry("m", 8);
        assertThat(pools(plan("infless:alpha=0", scene, memory))).containsEntry("m", 7);
    }

    @Test
    void aShorterSmoothingForgetsTrafficSooner() {
        PolicyMemory memory = arrived(60, 10, 1);
        Scene later = Scene.of(8).at(60).running("a", 1, 50, 500);

        // 6.4 / e = 2.3 instances after a minute, and 6.4 / e^6 of what was smoothed over 10 s
        assertThat(pools(plan("infless", later, memory))).containsEntry("m", 3);
        assertThat(pools(plan("infless:smoothing=10", later, memory))).containsEntry("m", 1);
    }

    /** So many idle times that ended by now; the last instance became idle at the usual moment. */
    private static PolicyMemory idled(int times, double seconds, int olderTimes, double... older) {
        InflessMemory memory = InflessMemory.of(PolicyMemory.EMPTY);
        long now = InflessPlan.nanos(NOW);
        for (double old : older) {
            idle(memory, olderTimes, old, now - 3_000_000_000_000L);
        }
        idle(memory, times, seconds, now);
        return memory.encoded();
    }

    private static void idle(InflessMemory memory, int times, double seconds, long end) {
        memory.traffic("m").demandedBefore(1);
        for (int n = 0; n < times; n++) {
            memory.traffic("m").demands(0, end - Math.round(seconds * 1e9), 8);
            memory.traffic("m").demands(1, end, 8);
        }
        memory.traffic("m").demands(0, end, 8);
    }

    /** A job a second until now. */
    private static PolicyMemory arrived(int times, double work, double least) {
        InflessMemory memory = InflessMemory.of(PolicyMemory.EMPTY);
        for (int n = times - 1; n >= 0; n--) {
            memory.traffic("m").arrived(InflessPlan.nanos(NOW.minusSeconds(n)), work, least, 60);
        }
        memory.open().put("a", new InflessMemory.Open("m", 1, InflessMemory.NEVER));
        return memory.encoded();
    }

    private static Plan plan(String name, Scene scene) {
        return plan(name, scene, PolicyMemory.EMPTY);
    }

    private static Plan plan(String name, Scene scene, PolicyMemory memory) {
        return Policies.named(name).plan(scene.snapshot(), memory);
    }

    private static Map<String, Integer> pools(Plan plan) {
        return plan.pools().stream().collect(toMap(PlannedPool::baseModel, PlannedPool::workers));
    }
}
