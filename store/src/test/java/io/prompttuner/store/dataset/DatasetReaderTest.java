package io.prompttuner.store.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetReaderTest {

    private static final DatasetReader READER = new DatasetReader(DatasetLimits.DEFAULT);

    @Test
    void holdsOutEveryFifthInOrderOfTheHashWhenNoLineSays() {
        Dataset dataset = accepted(lines(20));

        assertThat(dataset.train()).hasSize(16);
        // printf '{"input":"in %d","target":"out"}' 0..19, each through sha256sum, sorted: the 5th, 10th, 15th and 20th
        assertThat(dataset.heldout()).extracting(Example::input).containsExactly("in 5", "in 15", "in 16", "in 18");
    }

    @Test
    void theSplitDoesNotDependOnTheOrderOfTheLines() {
        List<String> lines = new ArrayList<>(lines(57));
        var expected = accepted(lines).heldout();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(lines, new Random(seed));
            assertThat(accepted(lines).heldout()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void whatALineSaysIsObeyedAndTheSilentOnesAreForTraining() {
        List<String> lines = lines(12);
        for (int i = 0; i < 4; i++) {
            lines.set(i, "{\"input\":\"h%d\",\"target\":\"out\",\"split\":\"heldout\"}".formatted(i));
        }
        lines.set(4, "{\"input\":\"t\",\"target\":\"out\",\"split\":\"train\"}");

        Dataset dataset = accepted(lines);

        assertThat(dataset.heldout()).extracting(Example::input).containsExactly("h0", "h1", "h2", "h3");
        assertThat(dataset.train()).hasSize(8).contains(new Example("t", "out"), new Example("in 11", "out"));
    }

    @Test
    void aDatasetIsNamedByItsBytes() {
        String twenty = String.join("\n", lines(20));

        assertThat(accepted(twenty).sha256())
                .isNotEqualTo(accepted(twenty + "\n").sha256());
        assertThat(accepted(twenty).train()).isEqualTo(accepted(twenty + "\n").train());
    }

    @Test
    void lineEndsOfOtherSystemsChangeNeitherExamplesNorSplit() {
        assertThat(accepted(String.join("\r\n", lines(20)) + "\r\n").heldout())
                .isEqualTo(accepted(lines(20)).heldout());
    }

    @Test
    void namesEveryBadLine() {
        List<String> lines = lines(20);
        lines.set(1, "");
        lines.set(3, "{\"input\":\"a\"");
        lines.set(5, "[]");
        lines.set(7, "{\"input\":7,\"target\":\" \"}");
        lines.set(9, "{\"input\":\"a\",\"target\":null,\"split\":\"test\",\"id\":3}");
        lines.set(11, "{\"input\":\"a\",\"input\":\"b\",\"target\":\"c\"}");
        lines.set(13, "{\"input\":\"\\ud800\",\"target\":\"c\"}");
        lines.set(15, "{\"input\":\"a\",\"target\":\"c\"} {}");

        assertThat(refused(String.join("\n", lines)))
                .extracting(LineFault::line)
                .containsExactly(2, 4, 6, 8, 8, 10, 10, 10, 12, 14, 16);
        assertThat(refused(String.join("\n", lines)))
                .extracting(LineFault::toString)
                .contains(
                        "line 2: blank",
                        "line 6: expected a JSON object, got an array",
                        "line 8: input: expected text, got a number",
                        "line 8: target is blank",
                        "line 10: unknown key id; expected input, target and split",
                        "line 10: target: expected text, got null",
                        "line 10: split: expected train or heldout, got test",
                        "line 12: not JSON: Duplicate field 'input'",
                        "line 14: input holds half a character (an unpaired surrogate)");
    }

    @Test
    void textMustBeUtf8() {
        byte[] bytes = String.join("\n", lines(20)).getBytes(StandardCharsets.UTF_8);
        bytes[11] = (byte) 0xff;

        assertThat(refused(bytes)).containsExactly(new LineFault(1, "not UTF-8"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, '[expected at least 8 train lines, got 1, expected at least 4 held-out lines, got 0]'",
        "19, '[expected at least 4 held-out lines, got 3]'",
        "0, '[expected at least 8 train lines, got 0, expected at least 4 held-out lines, got 0]'"
    })
    void tooFewLinesAreRefused(int count, String faults) {
        assertThat(refused(String.join("\n", lines(count)))).hasToString(faults);
    }

    @Test
    void tooManyTooLongAndTooLargeAreRefused() {
        var strict = new DatasetReader(new DatasetLimits(2_000, 30, 40, 8, 4));
        List<String> oneLong = lines(20);
        oneLong.set(19, "{\"input\":\"a long one\",\"target\":\"longer than 40\"}");

        assertThat(faults(strict.read(bytes(lines(30))))).isEmpty();
        assertThat(faults(strict.read(bytes(lines(31))))).hasToString("[more than 30 lines]");
        assertThat(faults(strict.read(bytes(lines(100))))).hasToString("[longer than 2000 bytes]");
        assertThat(faults(strict.read(bytes(oneLong)))).hasToString("[line 20: longer than 40 bytes]");
    }

    @Test
    void readsAFileNoFurtherThanTheLimit(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("task.jsonl"), bytes(lines(20)));

        assertThat(READER.read(file)).isEqualTo(READER.read(bytes(lines(20))));
        assertThat(faults(new DatasetReader(new DatasetLimits(100, 30, 40, 8, 4)).read(file)))
                .hasToString("[longer than 100 bytes]");
    }

    private static List<String> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"input\":\"in %d\",\"target\":\"out\"}"::formatted)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static Dataset accepted(List<String> lines) {
        return accepted(String.join("\n", lines));
    }

    private static Dataset accepted(String file) {
        return READER.read(file.getBytes(StandardCharsets.UTF_8))
                .match(DatasetReading.Accepted::dataset, refused -> fail(refused.toString()));
    }

    private static List<LineFault> refused(String file) {
        return refused(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<LineFault> refused(byte[] file) {
        return faults(READER.read(file));
    }

    private static List<LineFault> faults(DatasetReading reading) {
        return reading.match(accepted -> List.of(), DatasetReading.Refused::faults);
    }
}
