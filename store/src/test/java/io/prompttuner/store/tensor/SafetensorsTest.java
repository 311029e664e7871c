package io.prompttuner.store.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {

    private static final Tensor PROMPT = new Tensor("prompt", Shape.of(2, 3), new float[] {1, -2, 0.5f, 0, -0f, 96});
    private static final Tensor STEP = new Tensor("adam.step", Shape.of(), new float[] {7});
    private static final Tensor NOTHING = new Tensor("nothing", Shape.of(0, 4), new float[0]);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBack(ElementType type) throws IOException {
        Path file = write(type, List.of(PROMPT, STEP, NOTHING), Map.of("format", "pt", "made by", "a \"test\""));

        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.entries().keySet()).containsExactly("adam.step", "nothing", "prompt");
            assertThat(read.entries().values()).extracting(TensorEntry::type).containsOnly(type);
            assertThat(read.metadata()).containsEntry("format", "pt").containsEntry("made by", "a \"test\"");
            assertThat(read.read("prompt")).isEqualTo(PROMPT);
            assertThat(read.read("adam.step")).isEqualTo(STEP);
            assertThat(read.read("nothing")).isEqualTo(NOTHING);
        }
    }

    @Test
    void theBytesDependOnTheTensorsAlone() {
        var writer = new SafetensorsWriter(ElementType.F32, Map.of("b", "2", "a", "1"));

        byte[] bytes = writer.bytes(List.of(STEP, PROMPT));

        assertThat(writer.bytes(List.of(PROMPT, STEP))).isEqualTo(bytes);
        String header = new String(bytes, Long.BYTES, bytes[0] & 0xff, StandardCharsets.UTF_8);
        assertThat(header).startsWith("{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},\"adam.step\":");
        assertThat(header.length() % 8).isZero();
    }

    @Test
    void valuesOfSeveralChunksKeepTheirOrder() throws IOException {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        var large = new Tensor("large", Shape.of(values.length), values);

        try (SafetensorsFile read = SafetensorsFile.open(write(ElementType.F32, List.of(large), Map.of()))) {
            assertThat(read.read("large")).isEqualTo(large);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyPartOfATensorCanBeReadAlone(ElementType type) throws IOException {
        try (SafetensorsFile read = SafetensorsFile.open(write(type, List.of(PROMPT, STEP), Map.of()))) {
            assertThat(read.read("prompt", 0, 6)).containsExactly(PROMPT.values());
            assertThat(read.read("prompt", 2, 3)).containsExactly(0.5f, 0, -0f);
            assertThat(read.read("prompt", 6, 0)).isEmpty();
            assertThat(read.read("adam.step", 0, 1)).containsExactly(7);
            assertThatThrownBy(() -> read.read("prompt", 4, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> read.read("prompt", -1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> read.read("prompt", Long.MAX_VALUE, 3))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** Such a tensor does not fit one buffer; the file is sparse, so it takes no room. */
    @Test
    void aTensorOfMoreThanTwoGibibytesCanBeReadPartByPart() throws IOException {
        long values = (1L << 30) + 1_000;
        byte[] header = "{\"large\":{\"dtype\":\"BF16\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(values, 2 * values)
                .getBytes(StandardCharsets.UTF_8);
        Path path = directory.resolve("large.safetensors");
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.writeLong(Long.reverseBytes(header.length));
            file.write(header);
            file.setLength(Long.BYTES + header.length + 2 * values);
            file.seek(Long.BYTES + header.length + 2 * (values - 1));
            file.write(new byte[] {(byte) 0x80, 0x3f}); // 1 as BF16
        }

        try (SafetensorsFile read = SafetensorsFile.open(path)) {
            assertThat(read.read("large", values - 3, 3)).containsExactly(0, 0, 1);
            assertThat(read.read("large", (1L << 30) - 2, 4)).containsOnly(0);
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        var writer = new SafetensorsWriter(ElementType.F32, Map.of());

        assertThatThrownBy(() -> writer.bytes(List.of(STEP, STEP))).hasMessage("two tensors are named adam.step");
    }

    @Test
    void aTensorHoldsWhatItsShapeSays() {
        assertThatThrownBy(() -> new Tensor("t", Shape.of(2, 2), new float[3]))
                .hasMessage("tensor t: shape [2, 2] does not hold 3 values");
    }

    @Test
    void saysWhichTensorIsMissingOrOfAnotherShape() throws IOException {
        try (SafetensorsFile read = SafetensorsFile.open(write(ElementType.F32, List.of(PROMPT), Map.of()))) {
            assertThatThrownBy(() -> read.read("wte"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("tensor wte: expected one of [prompt]");
            assertThatThrownBy(() -> read.read("wte", Shape.of(2)))
                    .isInstanceOf(SafetensorsFormatException.class)
                    .hasMessage("tensor wte: expected shape [2], found no tensor");
            assertThatThrownBy(() -> read.read("prompt", Shape.of(3, 2)))
                    .hasMessage("tensor prompt: expected shape [3, 2], found [2, 3]");
            assertThat(read.read("prompt", Shape.of(2, 3))).isEqualTo(PROMPT);
        }
    }

    private Path write(ElementType type, List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        Path file = directory.resolve("some.safetensors");
        Files.deleteIfExists(file);
        new SafetensorsWriter(type, metadata).write(tensors, file);
        return file;
    }
}
