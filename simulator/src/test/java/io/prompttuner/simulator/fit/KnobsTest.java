package io.prompttuner.simulator.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import org.junit.jupiter.api.Test;

class KnobsTest {

    private static final Calibration BUNDLED = CalibrationFile.bundled();

    @Test
    void aKnobTurnsItsEntriesAndNoOther() {
        for (Knob knob : Knobs.ALL) {
            double value = knob.value(BUNDLED);
            double up = knob.turned(value, 1);
            Calibration turned = knob.set(BUNDLED, up);

            BUNDLED.entries()
                    .forEach((key, before) -> assertThat(turned.entries().get(key))
                            .as("%s after %s", key, knob)
                            .isEqualTo(
                                    knob.keys().contains(key)
                                            ? turned.entries().get(knob.keys().get(0))
                                            : before));
        }
    }

    @Test
    void aWholeNumberStaysWhole() {
        Knob workers = Knob.whole(1, 16, 2, "workers.max");

        assertThat(workers.turned(5, 0.25)).isEqualTo(6); // 5.5, to the even neighbour
        assertThat(workers.turned(5, 0.1)).isEqualTo(5);
        assertThat(workers.set(BUNDLED, workers.turned(5, 1)).maxWorkers()).isEqualTo(7);
    }

    @Test
    void aKnobStaysWithinItsRange() {
        for (Knob knob : Knobs.ALL) {
            double value = knob.value(BUNDLED);
            assertThat(value).as(knob.toString()).isBetween(knob.low(), knob.high());
            assertThat(knob.turned(value, 1_000)).isEqualTo(knob.high());
            assertThat(knob.turned(value, -1_000)).isEqualTo(knob.low());
        }
    }

    @Test
    void whatThePaperStatesIsNoKnob() {
        assertThat(Knobs.ALL.stream().flatMap(knob -> knob.keys().stream()))
                .doesNotContain("price.gpu-hour", "arrivals.peak", "bank.budget", "bank.clusters")
                .noneMatch(key -> key.endsWith("speedup-min"))
                .doesNotContain("model.gpt2-base.lookup-seconds", "model.vicuna-7b.lookup-seconds");
    }
}
