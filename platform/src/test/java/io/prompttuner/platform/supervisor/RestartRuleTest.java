package io.prompttuner.platform.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.platform.supervisor.RestartRule.Restart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartRuleTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final RestartRule rule =
            new RestartRule(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(60));

    @Test
    void startsAgainAtOnceAfterTheFirstDeath() {
        assertThat(rule.after(0, SHORT)).isEqualTo(new Restart(1, Duration.ZERO));
    }

    @Test
    void doublesTheDelayUpToTheLongest() {
        List<Long> delays = new ArrayList<>();
        int deaths = 0;
        for (int i = 0; i < 9; i++) {
            Restart restart = rule.after(deaths, SHORT);
            deaths = restart.deaths();
            delays.add(restart.delay().toMillis());
        }

        assertThat(delays).containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void forgetsEarlierDeathsAfterACalmLife() {
        assertThat(rule.after(7, Duration.ofSeconds(60))).isEqualTo(new Restart(1, Duration.ZERO));
    }

    @Test
    void staysAtTheLongestHoweverOftenAPartDies() {
        assertThat(rule.after(1_000_000, SHORT).delay()).isEqualTo(Duration.ofSeconds(30));
    }
}
