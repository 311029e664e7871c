package io.prompttuner.scaling.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.domain.config.InvalidConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalingConfigTest {

    @Test
    void fillsInDefaults() {
        assertThat(ScalingConfig.from(Map.of("PROMPTTUNER_KAFKA", "127.0.0.1:9092")))
                .isEqualTo(new ScalingConfig("127.0.0.1:9092", "edf"));
    }

    @Test
    void needsABroker() {
        assertThatThrownBy(() -> ScalingConfig.from(Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("PROMPTTUNER_KAFKA");
    }

    @Test
    void namesThePoliciesThereAre() {
        assertThatThrownBy(() -> ScalingConfig.from(Map.of("PROMPTTUNER_KAFKA", "k:1", "PROMPTTUNER_POLICY", "sooner")))
                .hasMessageContaining("edf");
    }
}
