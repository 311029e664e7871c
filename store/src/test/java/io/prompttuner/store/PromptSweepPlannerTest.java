package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromptSweepPlannerTest {

    private static final Instant NOW = Instant.parse("2030-01-02T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final PromptRef A = ref(1);
    private static final PromptRef B = ref(2);

    private final PromptSweepPlanner planner = PromptSweepPlanner.DEFAULT;

    @Test
    void whatNobodyNamesGoesAfterADay() {
        assertThat(planner.firstLook(List.of(entry(A, DAY.plusMillis(1)), entry(B, DAY)), Set.of(), NOW))
                .containsExactly(A);
    }

    @Test
    void whatIsNamedStaysHoweverOld() {
        assertThat(planner.firstLook(List.of(entry(A, DAY.multipliedBy(400))), Set.of(A, B), NOW))
                .isEmpty();
    }

    @Test
    void theSecondLookPutsBackWhatWasRenewedOrNamedMeanwhile() {
        var aside =
                List.of(entry(A, Duration.ofMinutes(1)), entry(B, DAY.multipliedBy(2)), entry(ref(3), DAY.plusDays(1)));

        var look = planner.secondLook(aside, Set.of(B), NOW);

        assertThat(look.restore()).containsExactly(A, B);
        assertThat(look.discard()).containsExactly(ref(3));
    }

    private static PromptEntry entry(PromptRef ref, Duration age) {
        return new PromptEntry(ref, NOW.minus(age));
    }

    private static PromptRef ref(int content) {
        return new PromptRef(new TenantSlug("acme"), ContentHash.of(new byte[] {(byte) content}));
    }
}
