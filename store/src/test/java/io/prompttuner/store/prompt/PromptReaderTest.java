package io.prompttuner.store.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.prompttuner.store.model.ModelShape;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PromptReaderTest {

    private static final PromptReader READER = new PromptReader(PromptLimits.DEFAULT);
    private static final ModelShape MODEL = new ModelShape(OptionalInt.of(3), OptionalInt.of(64));
    private static final float[] VALUES = {1, -2, 0.5f, 0, 4, -0.25f};

    @Test
    void aPromptIsTheSameFileWhicheverWayItCame() {
        byte[] ours = PromptFile.bytes(VALUES, 3);

        assertThat(accepted(ours).file()).isEqualTo(ours);
        assertThat(accepted(tensor("prompt_embeddings", ElementType.F32, VALUES))
                        .file())
                .isEqualTo(ours);
        assertThat(accepted(ours).tokens()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void takesEveryPrecision(ElementType type) {
        assertThat(accepted(tensor("prompt_embeddings", type, VALUES)).values()).isEqualTo(VALUES);
    }

    @Test
    void namesAllFaultsAtOnce() {
        float[] values = new float[65 * 2];
        values[7] = Float.NaN;
        var file = new SafetensorsWriter(ElementType.F32, Map.of())
                .bytes(List.of(new Tensor("prompt", Shape.of(65, 2), values)));

        assertThat(faults(file))
                .containsExactly(
                        "tensor prompt: expected from 1 to 63 tokens, found 65",
                        "tensor prompt: expected a width of 3, the model's, found 2",
                        "row 3, column 1: expected finite numbers, found NaN");
    }

    @Test
    void ofAnUnknownModelItSaysWhatCanBeSaid() {
        float[] values = {1, Float.POSITIVE_INFINITY, 3, 4};
        var file = tensor("prompt", ElementType.F32, values, 1, 4);

        assertThat(READER.read(file, ModelShape.UNKNOWN).<List<String>>match(good -> List.of(), bad -> bad.faults()))
                .containsExactly("row 0, column 1: expected finite numbers, found Infinity");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"prompt":{"dtype":"I64","shape":[1,3],"data_offsets":[0,24]}} | 24 | expected dtype F32, F16 or BF16
        {"prompt":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]}} | 11 | expected bytes within [0, 11)
        {"prompt":{"dtype":"F32","shape":[1,3],"data_offsets":[4,16]}} | 16 | leaves a hole before it
        {"prompt":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}} | 12 | expected shape [tokens, width], found [3]
        {"prompt":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]}} | 0 | expected from 1 to 63 tokens, found 0
        {"prompt":{"dtype":"F32","shape":[9223372036854775807,0],"data_offsets":[0,0]}} | 0 | expected from 1 to 63 tokens
        {"lora":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]}} | 12 | expected one tensor, prompt or prompt_embeddings
        {"prompt":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]},"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}} | 12 | overlaps its neighbour
        {"prompt":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]},"x":{"dtype":"F32","shape":[3],"data_offsets":[12,24]}} | 24 | found [prompt, x]
        {} | 0 | expected one tensor
        """)
    void aHostileFileIsRefusedInWords(String header, int data, String fault) {
        assertThat(faults(file(header, data)))
                .anySatisfy(said -> assertThat(said).contains(fault));
    }

    @Test
    void aHugeHeaderIsNotEvenLookedAt() {
        String names = "\"%s\"".formatted("x".repeat(70_000));

        assertThat(faults(file("{%s:1}".formatted(names), 0)))
                .containsExactly("header: expected at most 65536 bytes, found 70006");
        assertThat(faults(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0}))
                .containsExactly("header: expected at most 65536 bytes, found 18446744073709551615");
    }

    @Test
    void aPickleIsNeverRead() {
        byte[] zip = "PK\3\4 data.pkl".getBytes(StandardCharsets.US_ASCII);
        byte[] pickle = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, 'F', 1, 2, 3};

        assertThat(faults(zip)).singleElement().asString().contains("looks like a pickle");
        assertThat(faults(pickle)).singleElement().asString().contains("looks like a pickle");
    }

    @Test
    void whatAFileSaysOfItselfIsShownShortAndOnOneLine() {
        String header = "{\"%s\\n\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[0,12]}}";

        assertThat(faults(file(header.formatted("y".repeat(40_000)), 12)))
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasSizeLessThan(310).doesNotContain("\n"));
    }

    @Test
    void everyCutAndEveryFlippedByteIsAPromptOrRefused() {
        byte[] whole = PromptFile.bytes(VALUES, 3);
        for (int length = 0; length < whole.length; length++) {
            assertThat(faults(Arrays.copyOf(whole, length))).isNotEmpty();
        }
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            READER.read(damaged, MODEL); // does not throw
        }
    }

    private static PromptReading.Accepted accepted(byte[] file) {
        return READER.read(file, MODEL).match(good -> good, bad -> fail(bad.toString()));
    }

    private static List<String> faults(byte[] file) {
        return READER.read(file, MODEL).match(good -> List.of(), bad -> bad.faults());
    }

    private static byte[] tensor(String name, ElementType type, float[] values) {
        return tensor(name, type, values, 2, 3);
    }

    private static byte[] tensor(String name, ElementType type, float[] values, long... shape) {
        return new SafetensorsWriter(type, Map.of("format", "pt"))
                .bytes(List.of(new Tensor(name, Shape.of(shape), values)));
    }

    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }
}
