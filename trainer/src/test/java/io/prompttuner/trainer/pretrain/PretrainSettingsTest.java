package io.prompttuner.trainer.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PretrainSettingsTest {

    private final PretrainSettings settings = new PretrainSettings(1, 1_000, 16, 128, 4, 0.01, 100);

    @Test
    void warmsUpInAStraightLine() {
        assertThat(settings.learningRateAt(0)).isCloseTo(0.0001, within(1e-12));
        assertThat(settings.learningRateAt(49)).isCloseTo(0.005, within(1e-12));
        assertThat(settings.learningRateAt(99)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void fallsFromTheHighestToATwentieth() {
        assertThat(settings.learningRateAt(100)).isCloseTo(0.01, within(1e-12));
        assertThat(settings.learningRateAt(550)).isCloseTo(0.00525, within(1e-9));
        assertThat(settings.learningRateAt(1_000)).isCloseTo(0.0005, within(1e-12));
    }
}
