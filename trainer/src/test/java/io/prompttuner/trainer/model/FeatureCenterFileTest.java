package io.prompttuner.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prompttuner.trainer.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCenterFileTest {

    @TempDir
    Path directory;

    private ModelDirectory model = new ModelDirectory(Path.of(""), TestModels.TINY);

    @BeforeEach
    void open() {
        model = new ModelDirectory(directory, TestModels.TINY);
    }

    @Test
    void isNotThereUntilItIsMade() throws IOException {
        assertThat(FeatureCenterFile.read(model)).isEmpty();
    }

    @Test
    void keepsEveryBit() throws IOException {
        var random = new Random(1);
        float[] center = new float[TestModels.TINY.hidden()];
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < center.length; i++) {
                center[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30)));
            }
            FeatureCenterFile.write(model, center);

            assertThat(FeatureCenterFile.read(model).orElseThrow()).containsExactly(center);
        }
    }

    @Test
    void refusesWhatIsNoCentreOfThisModel() throws IOException {
        FeatureCenterFile.write(model, new float[3]);
        assertRefused("expected 32 numbers, found 3");

        Files.writeString(model.center(), "{\"center\": [" + "0,".repeat(31) + "\"x\"]}");
        assertRefused("center[31]: expected a number, found \"x\"");

        Files.writeString(model.center(), "{");
        assertRefused("is not JSON");
    }

    private void assertRefused(String fault) {
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> FeatureCenterFile.read(model))
                .withMessageContaining(fault);
    }
}
