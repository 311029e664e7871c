package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenStepsTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final SeenSteps steps = new SeenSteps(100);

    @Test
    void tellsHowFastAJobWasBetweenTwoMoments() { // 5 steps a second, then 10
        steps.see(5, at(1));
        steps.see(10, at(2));
        steps.see(30, at(4));
        steps.see(50, at(6));

        assertThat(steps.stepsPerSecond(at(0), at(2))).hasValue(5);
        assertThat(steps.stepsPerSecond(at(2), at(6))).hasValue(10);
    }

    @Test
    void countsAStepWhenItWasFirstSeen() {
        steps.see(5, at(1));
        steps.see(10, at(2));
        steps.see(10, at(4));

        assertThat(steps.stepsPerSecond(at(0), at(9))).hasValue(5);
    }

    @Test
    void leavesOutTheLastOne() {
        steps.see(90, at(1));
        steps.see(95, at(2));
        steps.see(100, at(9));

        assertThat(steps.stepsPerSecond(at(0), at(9))).hasValue(5);
    }

    @Test
    void saysNothingOfATimeInWhichNoStepWasSeen() {
        steps.see(5, at(1));

        assertThat(steps.stepsPerSecond(at(0), at(9))).isEmpty();
    }

    private static Instant at(long second) {
        return T0.plusSeconds(second);
    }
}
