package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedDeadlineRuleTest {

    private final SharedDeadlineRule rule = new SharedDeadlineRule(0.75, Duration.ofSeconds(2), Duration.ofSeconds(1));

    @Test
    void liesThreeQuartersOfTheWayFromTwoWorkersToOne() {
        // 30 s of steps take 20 on two, which need 2 s to join: done after 24 s instead of 32
        assertThat(rule.deadline(300, 0.1, 32)).contains(Duration.ofSeconds(30));
    }

    @Test
    void thereIsNoneForAJobThatIsDoneTooSoon() {
        assertThat(rule.deadline(150, 0.1, 17)).isEmpty();
    }

    @Test
    void oneWorkerMissesItAndTwoThatShareBadlyStillMeetItWhateverTheNumbers() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long steps = random.nextInt(1, 2_000);
            double step = random.nextDouble(0.01, 2);
            double begins = random.nextDouble(0, 10);
            double alone = begins + steps * step;
            rule.deadline(steps, step, alone).ifPresent(deadline -> {
                double seconds = deadline.toMillis() / 1_000.0;
                assertThat(seconds).isLessThan(alone - 0.99);
                assertThat(seconds).isGreaterThan(begins + 2 + steps * step / (2 * 0.65));
            });
        }
    }
}
