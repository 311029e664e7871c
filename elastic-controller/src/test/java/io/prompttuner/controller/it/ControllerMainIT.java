package io.prompttuner.controller.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.ControllerMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees when the controller can't start: one line, and an exit code that is not zero. */
class ControllerMainIT {

    @TempDir
    Path directory;

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());

            Ended ended = run(Map.of("PROMPTTUNER_CONTROLLER_PORT", port));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said())
                    .singleElement()
                    .asString()
                    .endsWith("port %s on 127.0.0.1 is in use: stop what listens there or set ".formatted(port)
                            + "PROMPTTUNER_CONTROLLER_PORT to another");
        }
    }

    @Test
    void saysThatItsBrokerCannotBeFound() throws Exception {
        Ended ended = run(Map.of("PROMPTTUNER_KAFKA", "nowhere.invalid:9092"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).singleElement().asString().contains("Kafka at nowhere.invalid:9092 did not answer");
    }

    @Test
    void namesEverythingThatItWasNotTold() throws Exception {
        Ended ended = run(Map.of("PROMPTTUNER_GPUS", "none"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(String.join(" ", ended.said())).contains("PROMPTTUNER_GPUS").doesNotContain("\tat ");
    }

    private record Ended(int code, List<String> said) {}

    private Ended run(Map<String, String> changed) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ControllerMain.class.getName());
        Map<String, String> told = new HashMap<>(Map.of(
                "PROMPTTUNER_KAFKA",
                "127.0.0.1:1",
                "PROMPTTUNER_STORE",
                directory.resolve("store").toString(),
                "PROMPTTUNER_MODELS",
                directory.resolve("models.json").toString(),
                "PROMPTTUNER_SUPERVISOR",
                "http://127.0.0.1:1",
                "PROMPTTUNER_SUPERVISOR_TOKEN",
                ScriptedSupervisor.TOKEN));
        told.putAll(changed);
        builder.environment().putAll(told);
        Process process = builder.redirectErrorStream(true).start();
        List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        return new Ended(process.waitFor(), said);
    }
}
