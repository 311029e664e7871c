package io.prompttuner.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceTest {

    @Test
    void isSoundIfEveryReadWasAnsweredAndEveryWritePutOff() {
        assertThat(new Service(65, 30, 30, 30, 30).faults()).isEmpty();
    }

    @Test
    void namesEachPromiseThatWasBroken() {
        assertThat(new Service(65, 30, 29, 30, 28).faults())
                .containsExactly(
                        "in an outage of 65 s: 1 of 30 reads were not answered",
                        "in an outage of 65 s: 2 of 30 writes were not told to try again");
    }
}
