package io.prompttuner.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.controller.rule.Windows;
import io.prompttuner.domain.config.InvalidConfigException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControllerConfigTest {

    private static final Map<String, String> LEAST = Map.of(
            "PROMPTTUNER_KAFKA", "127.0.0.1:9092",
            "PROMPTTUNER_STORE", "store",
            "PROMPTTUNER_MODELS", "models.json",
            "PROMPTTUNER_SUPERVISOR", "http://127.0.0.1:4000",
            "PROMPTTUNER_SUPERVISOR_TOKEN", "0123456789abcdef");

    @Test
    void everythingElseHasADefault() {
        assertThat(ControllerConfig.from(LEAST))
                .isEqualTo(new ControllerConfig(
                        "127.0.0.1:9092",
                        Duration.ofMinutes(15),
                        "127.0.0.1",
                        0,
                        Path.of("store"),
                        Path.of("models.json"),
                        1,
                        false,
                        URI.create("http://127.0.0.1:4000"),
                        "0123456789abcdef",
                        new Windows(
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(8),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(10))));
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThatThrownBy(() -> ControllerConfig.from(Map.of("PROMPTTUNER_GPUS", "none")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("PROMPTTUNER_KAFKA")
                .hasMessageContaining("PROMPTTUNER_STORE")
                .hasMessageContaining("PROMPTTUNER_MODELS")
                .hasMessageContaining("PROMPTTUNER_GPUS")
                .hasMessageContaining("PROMPTTUNER_SUPERVISOR")
                .hasMessageContaining("PROMPTTUNER_SUPERVISOR_TOKEN");
    }

    @Test
    void namesAMalformedAddressAmongTheOtherFaults() {
        assertThatThrownBy(() -> ControllerConfig.from(
                        Map.of("PROMPTTUNER_SUPERVISOR", "http://127.0.0.1 :4000", "PROMPTTUNER_GPUS", "none")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("PROMPTTUNER_SUPERVISOR: expected an address")
                .hasMessageContaining("PROMPTTUNER_GPUS");
    }

    @Test
    void keepsItsSecretToItself() {
        assertThat(ControllerConfig.from(LEAST).toString()).doesNotContain("0123456789abcdef");
    }
}
