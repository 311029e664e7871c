package io.prompttuner.simulator.cluster;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link BlindnessTest} for many more runs. */
class BlindnessIT {

    private static final int RUNS = 150;
    private static final int TICKED = 40; // a run that asks each 50 ms takes long
    private static final long FIRST = 1_000;

    static List<String> policies() {
        return BlindnessTest.policies();
    }

    static List<String> thoseThatNameTheirMoments() {
        return BlindnessTest.thoseThatNameTheirMoments();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noPolicySeesWhatNobodyCanKnow(String policy) {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            BlindnessTest.theHiddenTruthChangesNoDecision(policy, seed);
            BlindnessTest.theOrderChangesNoDecision(policy, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("thoseThatNameTheirMoments")
    void noPolicyNeedsToBeAskedMoreOftenThanItSays(String policy) {
        for (long seed = FIRST; seed < FIRST + TICKED; seed++) {
            BlindnessTest.theCadenceChangesNothing(policy, seed);
        }
    }
}
