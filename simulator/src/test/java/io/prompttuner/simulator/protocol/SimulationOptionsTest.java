package io.prompttuner.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.simulator.protocol.cast.Switches;
import io.prompttuner.simulator.protocol.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationOptionsTest {

    @Test
    void aFailingSeedIsOneLineToRunAgain() {
        assertThat(options("--seed", "-7", "--histories", "1", "--trace"))
                .isEqualTo(new SimulationOptions(1, -7, true, 2, Switches.ALL));
    }

    @Test
    void withoutArgumentsItRunsTenThousandOnAllProcessors() {
        assertThat(options()).isEqualTo(new SimulationOptions(10_000, 1, false, 2, Switches.ALL));
    }

    @Test
    void leavesRulesOut() {
        assertThat(options("--without", "restated", "--without", "closed").rules())
                .isEqualTo(Switches.without(Rule.RESTATED, Rule.CLOSED));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> options("--histories", "0")).hasMessageContaining("--histories must be at least 1");
        assertThatThrownBy(() -> options("--seed", "x")).hasMessageContaining("x is no number");
        assertThatThrownBy(() -> options("--seed")).hasMessageContaining("--seed needs a number");
        assertThatThrownBy(() -> options("--without")).hasMessageContaining("--without needs a rule");
        assertThatThrownBy(() -> options("--without", "law"))
                .hasMessageContaining("law is no rule; there are look-before");
        assertThatThrownBy(() -> options("--sed")).hasMessageContaining("usage");
    }

    private static SimulationOptions options(String... arguments) {
        return SimulationOptions.of(List.of(arguments), 2);
    }
}
