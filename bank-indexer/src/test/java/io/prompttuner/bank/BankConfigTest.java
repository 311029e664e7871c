package io.prompttuner.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.domain.config.InvalidConfigException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BankConfigTest {

    @Test
    void defaultsAreThese() {
        assertThat(BankConfig.from(Map.of()))
                .isEqualTo(new BankConfig("127.0.0.1:9092", URI.create("http://127.0.0.1:9200"), "127.0.0.1", 7_070));
    }

    @Test
    void namesAWrongPort() {
        assertThatThrownBy(() -> BankConfig.from(Map.of("PROMPTTUNER_BANK_PORT", "70000")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("PROMPTTUNER_BANK_PORT");
    }
}
