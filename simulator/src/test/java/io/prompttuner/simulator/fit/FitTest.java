package io.prompttuner.simulator.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    void withoutARoundNothingIsTurned() throws InterruptedException {
        Calibration bundled = CalibrationFile.bundled();
        List<Double> losses = new ArrayList<>();

        Calibration fitted = new Fit(1, 2).fitted(bundled, 1, 0, (what, loss, best) -> losses.add(loss));

        assertThat(fitted).isEqualTo(bundled);
        assertThat(losses).hasSize(1);
    }
}
