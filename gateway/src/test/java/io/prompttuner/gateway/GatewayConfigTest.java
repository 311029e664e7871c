package io.prompttuner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    @Test
    void listensOnLoopbackUnlessToldOtherwise() {
        var env = Map.of("PROMPTTUNER_STORE", "s", "PROMPTTUNER_MODELS", "m.json", "PROMPTTUNER_TOKENS", "t");

        assertThat(GatewayConfig.from(env))
                .isEqualTo(new GatewayConfig(
                        "127.0.0.1:9092",
                        "127.0.0.1",
                        8080,
                        Path.of("s"),
                        Path.of("m.json"),
                        8 << 20,
                        "127.0.0.1:7070",
                        Path.of("t")));
    }

    @Test
    void namesAllThatIsMissingAtOnce() {
        assertThatThrownBy(() -> GatewayConfig.from(Map.of("PROMPTTUNER_GATEWAY_PORT", "http")))
                .hasMessageContaining("PROMPTTUNER_GATEWAY_PORT")
                .hasMessageContaining("PROMPTTUNER_STORE")
                .hasMessageContaining("PROMPTTUNER_MODELS")
                .hasMessageContaining("PROMPTTUNER_TOKENS");
    }
}
