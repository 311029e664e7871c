package io.prompttuner.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {

    @Test
    void twoFreePortsDifferAndMayBeBound() {
        LoopbackPorts.Pair free = LoopbackPorts.twoFree();

        assertThat(free.first()).isNotEqualTo(free.second());
        assertThatCode(() -> LoopbackPorts.requireFree(free.first(), "a server"))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheTakenPortAndWhoWantedIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> LoopbackPorts.requireFree(taken.getLocalPort(), "a server"))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessage(
                            "port %d on 127.0.0.1 is in use: stop what listens there or give a server another port",
                            taken.getLocalPort());
        }
    }

    @Test
    void anyPortIsAlwaysFree() {
        assertThatCode(() -> LoopbackPorts.requireFree(LoopbackPorts.ANY, "a server"))
                .doesNotThrowAnyException();
    }
}
