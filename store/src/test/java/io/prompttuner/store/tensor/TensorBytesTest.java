package io.prompttuner.store.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBytesTest {

    private static final Tensor FIRST =
            new Tensor("first", Shape.of(2, 2), new float[] {1, -0f, 3.5f, Float.MIN_VALUE});
    private static final Tensor SECOND = new Tensor("second", Shape.of(1), new float[] {7});
    private static final byte[] FILE =
            new SafetensorsWriter(ElementType.F32, Map.of("who", "me")).bytes(List.of(FIRST, SECOND));

    @TempDir
    Path directory;

    @Test
    void readFromMemoryWhatTheyReadFromAFile() throws IOException {
        Path path = Files.write(directory.resolve("two.safetensors"), FILE);

        try (var mapped = SafetensorsFile.open(path);
                var memory = SafetensorsFile.of(FILE)) {
            assertThat(memory.entries()).isEqualTo(mapped.entries());
            assertThat(memory.metadata()).containsEntry("who", "me");
            assertThat(memory.read("first")).isEqualTo(mapped.read("first")).isEqualTo(FIRST);
            assertThat(memory.read("second")).isEqualTo(SECOND);
        }
    }

    @Test
    void areRefusedInMemoryTooWhenTheyAreCutOff() {
        for (int length = 0; length < FILE.length; length++) {
            byte[] cut = Arrays.copyOf(FILE, length);

            assertThatExceptionOfType(SafetensorsFormatException.class).isThrownBy(() -> SafetensorsFile.of(cut));
        }
    }
}
