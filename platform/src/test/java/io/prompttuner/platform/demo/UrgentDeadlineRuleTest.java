package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UrgentDeadlineRuleTest {

    private final UrgentDeadlineRule rule = new UrgentDeadlineRule(Duration.ofSeconds(4), Duration.ofSeconds(3));

    @Test
    void liesAThirdOfTheWayFromPausingToWaiting() {
        // paused for: 4 + 40 x 0.2 = 12 s; waiting: 34 + 8 = 42 s
        assertThat(rule.deadline(40, 0.2, 34)).contains(Duration.ofSeconds(22));
    }

    @Test
    void thereIsNoneWhenAWorkerIsSoonFreeAnyway() {
        assertThat(rule.deadline(40, 0.2, 12)).isEmpty();
    }

    @Test
    void pausingMeetsItAndWaitingDoesNotWhateverTheNumbers() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long steps = random.nextInt(1, 300);
            double step = random.nextDouble(0.01, 2);
            double free = random.nextDouble(0, 300);
            rule.deadline(steps, step, free).ifPresent(deadline -> {
                double seconds = deadline.toMillis() / 1_000.0;
                assertThat(seconds).isGreaterThan(4 + steps * step + 2.9).isLessThan(free + steps * step - 2.9);
            });
        }
    }
}
