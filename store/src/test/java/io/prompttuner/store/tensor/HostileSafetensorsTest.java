package io.prompttuner.store.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSafetensorsTest {

    private static final String PAIR = tensor("a", "F32", "[2]", "[0,8]");

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefusedInWordsThatNameTheFault(String kind, byte[] bytes, String expected) throws IOException {
        Path file = Files.write(directory.resolve("hostile.safetensors"), bytes);

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .as(kind)
                .isInstanceOf(SafetensorsFormatException.class)
                .hasMessageContaining(expected)
                .hasMessageContaining("expected")
                .hasMessageContaining("found");
    }

    static Stream<Arguments> isRefusedInWordsThatNameTheFault() {
        return Stream.of(
                        lengths(),
                        Stream.of(
                                of("not an object", "[1,2]", 0, "header: expected an object"),
                                of("a second object", "{} {}", 0, "header: expected nothing after the object"),
                                of("no JSON", "{\"a\":", 0, "header: expected well-formed JSON"),
                                of(
                                        "what looks like UTF-32",
                                        "\0\0\0{\u007f\0\0\0",
                                        0,
                                        "header: expected well-formed JSON"),
                                of("header cut short", "{" + PAIR, 8, "header, after tensor a: expected"),
                                of("deep JSON", "{\"a\":{\"shape\":" + "[".repeat(100_000), 0, "tensor a, shape"),
                                of("deep metadata", "{\"__metadata__\":{\"a\":" + "[".repeat(9), 0, "__metadata__ a"),
                                of("metadata of numbers", "{\"__metadata__\":{\"a\":1}}", 0, "expected a string")),
                        entries(),
                        ranges())
                .flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> lengths() {
        return Stream.of(
                of("empty file", new byte[0], "expected a file of at least 10 bytes, found 0"),
                of("header length 2^40", file(1L << 40, "{}", 0), "found 1099511627776"),
                of("header length 1.9 GB", file(1_900_000_000, "{}", 0), "found 1900000000"),
                of("header length -1", file(-1, "{}", 0), "found 18446744073709551615"),
                of("header length 0", file(0, "{}", 0), "expected a length from 2 to 2, found 0"),
                of("header one byte past the end", file(3, "{}", 0), "expected a length from 2 to 2, found 3"));
    }

    private static Stream<Arguments> entries() {
        return Stream.of(
                of("duplicate name", "{" + PAIR + "," + PAIR + "}", 8, "after tensor a: expected well-formed JSON"),
                of(
                        "duplicate key",
                        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\"}}",
                        0,
                        "tensor a: expected well-formed"),
                of("unknown dtype", entry("F4", "[2]", "[0,8]"), 8, "tensor a: expected dtype F32, F16 or BF16"),
                of("no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", 8, "tensor a: expected a shape"),
                of("no dtype", "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "tensor a: expected a dtype"),
                of("no offsets", "{\"a\":{\"shape\":[2],\"dtype\":\"F32\"}}", 8, "tensor a: expected data_offsets"),
                of(
                        "an unknown key",
                        "{\"a\":{\"pickle\":1}}",
                        0,
                        "tensor a: expected only dtype, shape and data_offsets"),
                of(
                        "a fraction",
                        entry("F32", "[2.0]", "[0,8]"),
                        8,
                        "tensor a, shape: expected at most 16 whole numbers"),
                of(
                        "rank 17",
                        entry("F32", "[" + "1,".repeat(16) + "1]", "[0,4]"),
                        4,
                        "tensor a, shape: expected at most"),
                of("one offset", entry("F32", "[2]", "[0]"), 8, "tensor a: expected two data_offsets, found [0]"),
                of("a number above 2^63", entry("F32", "[9223372036854775808]", "[0,8]"), 8, "tensor a: expected"),
                of("a number of 5,000 digits", entry("F32", "[" + "9".repeat(5000) + "]", "[0,8]"), 8, "tensor a: "));
    }

    private static Stream<Arguments> ranges() {
        String second = tensor("b", "F32", "[2]", "[4,12]");
        return Stream.of(
                of("truncated data", entry("F32", "[4]", "[0,16]"), 8, "tensor a: expected bytes within [0, 8)"),
                of("shape above bytes", entry("F32", "[1000000]", "[0,8]"), 8, "tensor a: expected 4000000 bytes"),
                of("overlap", "{" + PAIR + "," + second + "}", 12, "tensor b: overlaps its neighbour: expected"),
                of("the same bytes twice", "{" + PAIR + ",\"b\":" + PAIR.substring(4) + "}", 8, "tensor b: overlaps"),
                of("hole", entry("F32", "[2]", "[4,12]"), 12, "tensor a: leaves a hole before it: expected"),
                of("trailing bytes", "{" + PAIR + "}", 4096, "expected 8 bytes of data, found 4096: 4088 belong to no"),
                of("negative dimensions", entry("F32", "[-1,-2]", "[0,8]"), 8, "tensor a: expected dimensions from 0"),
                of("product 2^64", entry("F32", "[4611686018427387904,4]", "[0,0]"), 0, "tensor a: expected a size"),
                of("size 2^63", entry("F32", "[2305843009213693952]", "[0,0]"), 0, "tensor a: expected a size"),
                of(
                        "offsets near 2^63",
                        entry("F32", "[2]", "[9223372036854775799,9223372036854775807]"),
                        8,
                        "tensor a"),
                of("begin after end", entry("F32", "[2]", "[8,0]"), 8, "tensor a: expected bytes within [0, 8)"),
                of("negative begin", entry("F32", "[2]", "[-8,0]"), 8, "tensor a: expected bytes within [0, 8)"));
    }

    private static String entry(String type, String shape, String offsets) {
        return "{" + tensor("a", type, shape, offsets) + "}";
    }

    private static String tensor(String name, String type, String shape, String offsets) {
        return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}".formatted(name, type, shape, offsets);
    }

    private static Arguments of(String kind, String header, int dataBytes, String expected) {
        return of(kind, file(header.length(), header, dataBytes), expected);
    }

    private static Arguments of(String kind, byte[] file, String expected) {
        return Arguments.of(kind, file, expected);
    }

    private static byte[] file(long claimedHeader, String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimedHeader)
                .put(json)
                .array();
    }
}
