package io.prompttuner.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.protocol.History.Report;
import io.prompttuner.simulator.protocol.cast.Switches;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.rule.Rule;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProtocolSimulationTest {

    private static final int BOUND = 2_500;

    @Test
    void everyPromiseIsKeptInTheFirstHistories() {
        LongStream.rangeClosed(1, 100).forEach(seed -> {
            Report report = History.of(seed, Switches.ALL, false);
            assertThat(report.violations()).as("--seed %d", seed).isEmpty();
        });
    }

    @Test
    void withoutTheLookAtTermsAnOldControllerStartsAnAttemptThatTheNewOneDoesNotKnow() {
        assertThat(breaks(Rule.LOOK_BEFORE_TELLING, Property.KNOWN_ATTEMPT)).isTrue();
    }

    @Test
    void withoutClosedTheOutcomeOfAReplayIsAnother() {
        assertThat(breaks(Rule.CLOSED, Property.ONE_OUTCOME)).isTrue();
    }

    @Test
    void withoutTheOneEndRuleTheWordOfALostWorkerEndsTheJob() {
        assertThat(breaks(Rule.ONE_END, Property.ONE_END)).isTrue();
    }

    @Test
    void aSchedulerThatHeedsNoHigherClaimIsRefusedForEverAfterTheLateClaimOfADeadOne() {
        assertThat(breaks(Rule.HIGHER_CLAIM_HEEDED, Property.EVERY_JOB_ENDS)).isTrue();
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        for (long seed = 1; seed <= 5; seed++) {
            Report once = History.of(seed, Switches.ALL, true);
            assertThat(History.of(seed, Switches.ALL, true)).isEqualTo(once);
            assertThat(once.trace()).hasSizeGreaterThan(20);
        }
    }

    /** Whether any of the first histories without this rule breaks the promise. */
    private static boolean breaks(Rule missing, Property promise) {
        return LongStream.rangeClosed(1, BOUND)
                .mapToObj(seed -> History.of(seed, Switches.without(missing), false))
                .flatMap(report -> report.violations().stream())
                .anyMatch(violation -> violation.property() == promise);
    }
}
