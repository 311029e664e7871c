package io.prompttuner.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.embedded.process.NodeStartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaNodeIT {

    @TempDir
    Path directory;

    @Test
    void keepsItsRecordsOverARestartOnAnotherPort() throws Exception {
        String before;
        try (KafkaNode node = KafkaNode.start(directory)) {
            before = node.bootstrapServers();
            var diary = new Diary(before);
            diary.open();
            diary.write("monday");
        }

        try (KafkaNode node = KafkaNode.start(directory)) {
            var diary = new Diary(node.bootstrapServers());
            diary.write("tuesday");

            assertThat(node.bootstrapServers()).startsWith("127.0.0.1:").isNotEqualTo(before);
            assertThat(diary.readAll()).containsExactly("monday", "tuesday");
        }
    }

    @Test
    void saysInOneLineThatItsPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() ->
                            KafkaNode.start(directory, other.getLocalPort()).close())
                    .isInstanceOf(NodeStartException.class)
                    .hasMessage(
                            "port %d on 127.0.0.1 is in use: stop what listens there or give the Kafka broker another port",
                            other.getLocalPort());
        }
    }
}
