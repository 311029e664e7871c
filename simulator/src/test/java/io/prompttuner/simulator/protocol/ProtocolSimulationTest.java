package io.prompttuner.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.protocol.History.Report;
import io.prompttuner.simulator.protocol.cast.Switches;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.judge.Violation;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProtocolSimulationTest {

    private static final int BOUND = 2_500;

    @Test
    void everyPromiseIsKeptInTheFirstHistories() {
        LongStream.rangeClosed(1, 300).forEach(seed -> {
            Report report = History.of(seed, Switches.ALL, false);
            assertThat(report.violations()).as("--seed %d", seed).isEmpty();
        });
    }

    @Test
    void withoutTheLookAtTermsAnOldControllerStartsAnAttemptThatTheNewOneDoesNotKnow() {
        assertThat(broken(new Switches(false, true, true, true))).contains(Property.KNOWN_ATTEMPT);
    }

    @Test
    void withoutClosedTheOutcomeOfAReplayIsAnother() {
        assertThat(broken(new Switches(true, false, true, true))).contains(Property.ONE_OUTCOME);
    }

    @Test
    void withoutTheOneEndRuleTheWordOfALostWorkerEndsTheJob() {
        assertThat(broken(new Switches(true, true, false, true))).contains(Property.ONE_END);
    }

    @Test
    void aSchedulerThatHeedsNoHigherClaimIsRefusedForEverAfterTheLateClaimOfADeadOne() {
        assertThat(broken(new Switches(true, true, true, false))).contains(Property.EVERY_JOB_ENDS);
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        for (long seed = 1; seed <= 5; seed++) {
            Report once = History.of(seed, Switches.ALL, true);
            assertThat(History.of(seed, Switches.ALL, true)).isEqualTo(once);
            assertThat(once.trace()).hasSizeGreaterThan(20);
        }
    }

    /** What breaks in the first history in which anything does. */
    private static Set<Property> broken(Switches switches) {
        for (long seed = 1; seed <= BOUND; seed++) {
            Report report = History.of(seed, switches, false);
            if (!report.isSound()) {
                Set<Property> properties = new TreeSet<>();
                report.violations().stream().map(Violation::property).forEach(properties::add);
                return properties;
            }
        }
        return Set.of();
    }
}
