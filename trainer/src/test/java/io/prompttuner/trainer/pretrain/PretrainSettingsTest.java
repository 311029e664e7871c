package io.prompttuner.trainer.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PretrainSettingsTest {

    private final PretrainSettings settings = new PretrainSettings(1, List.of(1_000L, 1_500L), 16, 128, 4, 0.01, 100);

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
        assertThat(settings.learningRateAt(999)).isCloseTo(0.0005, within(1e-6));
    }

    @Test
    void turnsToHalfTheHeightAndFallsAgainToTheEnd() {
        assertThat(settings.learningRateAt(1_000)).isCloseTo(0.005, within(1e-12));
        assertThat(settings.learningRateAt(1_250)).isCloseTo(0.002625, within(1e-9));
        assertThat(settings.learningRateAt(1_500)).isCloseTo(0.00025, within(1e-12));
        assertThat(settings.steps()).isEqualTo(1_500);
    }
}
