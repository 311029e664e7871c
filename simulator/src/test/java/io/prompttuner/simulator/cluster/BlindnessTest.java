package io.prompttuner.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.policies.Policies;
import io.prompttuner.simulator.cluster.SystemSpec.Cadence;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No policy sees what nobody can know. The same for some thousand runs: {@link BlindnessIT}. */
class BlindnessTest {

    static final int RUNS = 2;

    static List<String> policies() {
        return Policies.names();
    }

    /** {@code edf} weighs chances that change with every moment; it is content with the scheduling job's own clock. */
    static List<String> thoseThatNameTheirMoments() {
        return policies().stream().filter(policy -> !policy.equals("edf")).toList();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theHiddenTruthOfUnfinishedJobsChangesNoDecision(String policy) {
        for (long seed = 1; seed <= RUNS; seed++) {
            theHiddenTruthChangesNoDecision(policy, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theOrderOfSimultaneousEventsChangesNoDecision(String policy) {
        for (long seed = 1; seed <= RUNS; seed++) {
            theOrderChangesNoDecision(policy, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("thoseThatNameTheirMoments")
    void toBeAskedAtEveryTickOrWhenSomethingHasChangedComesToTheSame(String policy) {
        for (long seed = 1; seed <= RUNS; seed++) {
            theCadenceChangesNothing(policy, seed);
        }
    }

    static void theHiddenTruthChangesNoDecision(String policy, long seed) {
        var pair = new Blindness(policy, seed);
        long moment = pair.middle();
        List<Blindness.Decided> usual = Blindness.upTo(moment, pair.usual());
        assertThat(usual).isNotEmpty();
        assertThat(pair.withOtherTruthAfter(moment))
                .as("%s, seed %d", policy, seed)
                .isEqualTo(usual);
    }

    static void theOrderChangesNoDecision(String policy, long seed) {
        var pair = new Blindness(policy, seed);
        assertThat(pair.shuffled()).as("%s, seed %d", policy, seed).isEqualTo(pair.usual());
    }

    static void theCadenceChangesNothing(String policy, long seed) {
        var pair = new Blindness(policy, seed);
        assertThat(pair.jobs(Cadence.TICKS)).as("%s, seed %d", policy, seed).isEqualTo(pair.jobs(Cadence.EVENTS));
        assertThat(pair.ledger(Cadence.TICKS)).as("%s, seed %d", policy, seed).isEqualTo(pair.ledger(Cadence.EVENTS));
    }
}
