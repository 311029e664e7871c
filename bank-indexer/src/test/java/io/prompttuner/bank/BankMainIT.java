package io.prompttuner.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person sees when the bank can't start: one line, and an exit code that is not zero. */
class BankMainIT {

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());

            Ended ended = run(Map.of("PROMPTTUNER_BANK_PORT", port));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said())
                    .singleElement()
                    .asString()
                    .endsWith("port %s on 127.0.0.1 is in use: stop what listens there or set ".formatted(port)
                            + "PROMPTTUNER_BANK_PORT to another");
        }
    }

    @Test
    void saysThatItsBrokerCannotBeFound() throws Exception {
        Ended ended = run(Map.of("PROMPTTUNER_BANK_PORT", "0", "PROMPTTUNER_KAFKA", "nowhere.invalid:9092"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).singleElement().asString().contains("Kafka at nowhere.invalid:9092 did not answer");
    }

    private record Ended(int code, List<String> said) {}

    private static Ended run(Map<String, String> environment) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BankMain.class.getName());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        return new Ended(process.waitFor(), said);
    }
}
