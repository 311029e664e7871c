package io.prompttuner.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.policies.drive.Plans;
import io.prompttuner.policies.drive.Scene;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A job that only evaluates has no step to go, and needs a worker all the same. */
class NoStepToGoTest {

    static List<String> all() {
        return Policies.names();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aJobWithoutAStepToGoGetsAWorker(String policy) {
        Scene scene = Scene.of(4).model("m", 1).idle("w1", -60).idle("w2", -60).waiting("evaluation", 0, 600);

        assertThat(Plans.workers(Plans.of(policy, scene)).get("evaluation")).isPositive();
    }
}
