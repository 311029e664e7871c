package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.platform.supervisor.PartState;
import io.prompttuner.platform.supervisor.PartStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthLineTest {

    @Test
    void saysOneThingWhenAllIsWell() {
        assertThat(HealthLine.of(List.of(part("broker", PartState.READY), part("topics", PartState.DONE)), 1))
                .isEqualTo("all 2 parts are ready, 1 worker");
    }

    @Test
    void groupsPartsByWhereTheyStand() {
        List<PartStatus> parts = List.of(
                part("broker", PartState.READY), part("gateway", PartState.WAITING), part("flink", PartState.WAITING));

        assertThat(HealthLine.of(parts, 0)).isEqualTo("waiting: gateway flink | ready: broker");
    }

    private static PartStatus part(String name, PartState state) {
        return new PartStatus(name, state, 1, 0, "");
    }
}
