package io.prompttuner.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ServicePortTest {

    @Test
    void saysInOneLineWhatToDoAboutAPortInUse() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var wanted = new ServicePort("127.0.0.1", other.getLocalPort(), "PORT_SETTING");

            assertThatThrownBy(wanted::requireFree)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "port %d on 127.0.0.1 is in use: stop what listens there or set PORT_SETTING to another",
                            other.getLocalPort());
        }
    }

    @Test
    void leavesAFreePortFree() {
        var any = new ServicePort("127.0.0.1", 0, "PORT_SETTING");

        assertThatCode(any::requireFree).doesNotThrowAnyException();
    }

    @Test
    void namesTheSettingWhenTheAddressIsNotOurs() {
        var foreign = new ServicePort("192.0.2.1", 0, "PORT_SETTING"); // for documentation, RFC 5737

        assertThatThrownBy(foreign::requireFree).isInstanceOf(IOException.class).hasMessageContaining("PORT_SETTING");
    }
}
