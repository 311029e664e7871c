package io.prompttuner.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyMemoryTest {

    @Test
    void nobodyCanChangeItFromOutside() {
        byte[] mine = {1, 2};
        var memory = new PolicyMemory(1, mine);

        mine[0] = 9;
        memory.bytes()[1] = 9;

        assertThat(memory).isEqualTo(new PolicyMemory(1, new byte[] {1, 2})).isNotEqualTo(PolicyMemory.EMPTY);
    }
}
