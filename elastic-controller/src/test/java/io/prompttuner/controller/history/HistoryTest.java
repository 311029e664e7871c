package io.prompttuner.controller.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.rule.Rules;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

    /** A failing seed alone: {@code -Dhistory.first=SEED -Dhistory.count=1}. */
    private static final long FIRST = Long.getLong("history.first", 1);

    private static final int COUNT = Integer.getInteger("history.count", 100);

    /** A rule left out must show within so many histories. */
    private static final int UNLESS_CAUGHT = 1_000;

    /** The look is needed so seldom that the 2,129 histories before the first that shows it took five seconds. */
    private static final long WHERE_THE_LOOK_IS_NEEDED = 2_000;

    @Test
    void everyPropertyHoldsInEveryHistory() {
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            List<String> violations = History.violations(seed, Rules.ALL);
            assertThat(violations).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void withoutTheLookAnOldControllerStartsAnAttemptThatTheNewOneDoesNotKnow() {
        assertThat(caught(WHERE_THE_LOOK_IS_NEEDED, new Rules(false, true, true)))
                .anyMatch(what -> what.contains("unknown to term"));
    }

    @Test
    void withoutClosedNoJobComesToItsOutcome() {
        assertThat(caught(FIRST, new Rules(true, false, true))).anyMatch(what -> what.contains("has no outcome"));
    }

    @Test
    void withoutTheOneEndRuleTheWordOfALostWorkerEndsTheJob() {
        assertThat(caught(FIRST, new Rules(true, true, false))).anyMatch(what -> what.contains("has no outcome"));
    }

    private static List<String> caught(long first, Rules rules) {
        return LongStream.range(first, first + UNLESS_CAUGHT)
                .mapToObj(seed -> History.violations(seed, rules))
                .filter(violations -> !violations.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
