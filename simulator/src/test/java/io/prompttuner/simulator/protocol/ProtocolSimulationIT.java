package io.prompttuner.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.protocol.History.Report;
import io.prompttuner.simulator.protocol.cast.Switches;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten thousand histories; a failing seed alone: {@code SimulationMain --seed SEED --histories 1 --trace}. */
class ProtocolSimulationIT {

    private static final int HISTORIES = 10_000;

    @Test
    void everyPromiseIsKeptInEveryHistory() {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Report> broken = new ArrayList<>();
        long[] strikes = {0};
        new Simulation(new SimulationOptions(HISTORIES, 1, false, processors, Switches.ALL), report -> {
                    strikes[0] += report.strikes();
                    if (!report.isSound()) {
                        broken.add(report);
                    }
                })
                .run();
        assertThat(broken.stream().map(report -> "--seed %d: %s".formatted(report.seed(), report.violations())))
                .isEmpty();
        assertThat(strikes[0]).as("faults in all").isGreaterThan(5L * HISTORIES);
    }
}
