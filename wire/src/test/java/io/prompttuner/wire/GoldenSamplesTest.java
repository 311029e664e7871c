package io.prompttuner.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.prompttuner.wire.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Committed samples of every kind of event and kept version, {@code golden/v<version>/<kind>.json}. Run with {@code
 * -Dgolden.rewrite=true} to write those of the present version anew, and read the diff.
 */
class GoldenSamplesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path PRESENT = GOLDEN.resolve("v" + EventCodec.VERSION);

    @TestFactory
    Stream<DynamicTest> everyKindIsWrittenAsItsSample() {
        return Samples.all().entrySet().stream()
                .map(sample -> dynamicTest(sample.getKey(), () -> writesAndReads(sample.getKey(), sample.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> everyKeptVersionIsReadable() throws IOException {
        Map<String, Event> present = Samples.all();
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream()
                    .map(file -> dynamicTest(file.toString(), () -> {
                        String kind = file.getFileName().toString().replace(".json", "");
                        Event like = Objects.requireNonNull(present.get(kind), "a sample without a kind");
                        assertThat(EventCodec.decode(Files.readAllBytes(file), like.getClass()))
                                .isInstanceOf(Decoded.Good.class);
                    }));
        }
    }

    @Test
    void everyTypeOfEveryTopicHasASample() {
        Set<Class<?>> sampled =
                Samples.all().values().stream().map(Event::getClass).collect(Collectors.toSet());

        assertThat(Arrays.stream(Topic.values()).map(Topic::type)).allMatch(sampled::contains);
    }

    @Test
    void everySampleFileBelongsToAKind() throws IOException {
        try (Stream<Path> files = Files.list(PRESENT)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .hasSameElementsAs(new TreeSet<>(Samples.all().keySet()));
        }
    }

    private static void writesAndReads(String name, Event event) throws IOException {
        Path file = PRESENT.resolve(name + ".json");
        String written = new String(EventCodec.encode(event), StandardCharsets.UTF_8) + "\n";
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(PRESENT);
            Files.writeString(file, written);
        }
        assertThat(written).isEqualTo(Files.readString(file));
        assertThat(EventCodec.decode(EventCodec.encode(event), event.getClass()))
                .isEqualTo(new Decoded.Good<>(event));
    }
}
