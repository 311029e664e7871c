package io.prompttuner.domain.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final Instant T0 = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void countsWhatWasHeldBetweenChanges() {
        Meter meter = Meter.ZERO
                .holds(1, 2, T0)
                .holds(3, 6, T0.plusSeconds(10))
                .holds(0, 0, T0.plusSeconds(15))
                .holds(1, 2, T0.plusSeconds(100))
                .holds(0, 0, T0.plusSeconds(101));

        assertThat(meter.workerSeconds()).isEqualTo(10 + 15 + 1);
        assertThat(meter.gpuSeconds()).isEqualTo(20 + 30 + 2);
    }

    @Test
    void sayingTheSameAgainChangesNothing() {
        Meter once = Meter.ZERO.holds(1, 1, T0).holds(0, 0, T0.plusSeconds(10));
        Meter adopted =
                Meter.ZERO.holds(1, 1, T0).holds(1, 1, T0.plusSeconds(4)).holds(0, 0, T0.plusSeconds(10));

        assertThat(adopted).isEqualTo(once);
    }

    @Test
    void aClockThatStepsBackCostsNothing() {
        assertThat(Meter.ZERO.holds(1, 1, T0).holds(0, 0, T0.minusSeconds(5)).workerSeconds())
                .isZero();
    }
}
