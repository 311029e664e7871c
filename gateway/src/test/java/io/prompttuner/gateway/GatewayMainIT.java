package io.prompttuner.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.embedded.kafka.KafkaNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program says in a line why it can't start, and its exit code tells nonsense from misfortune. */
class GatewayMainIT {

    @TempDir
    Path directory;

    @Test
    void endsWithTwoWhenItIsToldNonsense() throws Exception {
        Ended ended = run(Map.of("PROMPTTUNER_GATEWAY_PORT", "http"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said())
                .contains("PROMPTTUNER_GATEWAY_PORT", "PROMPTTUNER_STORE", "PROMPTTUNER_TOKENS")
                .doesNotContain("\tat ");
    }

    @Test
    void endsWithOneWhenTheFileOfTokensIsNotThere() throws Exception {
        Ended ended =
                run(Map.of("PROMPTTUNER_STORE", "s", "PROMPTTUNER_MODELS", "m", "PROMPTTUNER_TOKENS", "not-there"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .contains("the gateway can't start", "not-there")
                .doesNotContain("\tat ");
    }

    @Test
    void endsWithOneWhenItsTopicsAreNotThere() throws Exception {
        Files.createDirectories(directory.resolve("small-lm"));
        Files.writeString(directory.resolve("small-lm/config.json"), "{}");
        Files.writeString(
                directory.resolve("models.json"),
                "{\"models\": [{\"name\": \"small-lm\", \"directory\": \"small-lm\"}]}");
        Files.writeString(directory.resolve("tokens"), "");
        try (KafkaNode broker = KafkaNode.start(directory.resolve("kafka"))) {
            Ended ended = run(Map.of(
                    "PROMPTTUNER_KAFKA", broker.bootstrapServers(),
                    "PROMPTTUNER_STORE", directory.resolve("store").toString(),
                    "PROMPTTUNER_MODELS", directory.resolve("models.json").toString(),
                    "PROMPTTUNER_TOKENS", directory.resolve("tokens").toString()));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said()).contains("prompttuner.jobs.v1: missing").doesNotContain("\tat ");
        }
    }

    private record Ended(int code, String said) {}

    private static Ended run(Map<String, String> environment) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java, "-Xmx128m", "-cp", System.getProperty("java.class.path"), GatewayMain.class.getName());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
