package io.prompttuner.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StepEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventCodecTest {

    private static final String STEP = """
            {"kind":"step","v":1,"job":"a","attempt":1,"step":1,"author":"w",
             "measured":{"loss":2.5,"seconds":0.1,"workers":1,"batchScale":1.0}}""";

    @TestFactory
    Stream<DynamicTest> unknownFieldsAreIgnored() {
        return eachSample((name, event) -> {
            ObjectNode tree = tree(event);
            tree.put("addedLater", 1).putObject("nested").put("deep", true);
            assertThat(decode(tree, event)).isEqualTo(new Decoded.Good<>(event));
        });
    }

    @TestFactory
    Stream<DynamicTest> aMissingComponentIsNamed() {
        return eachSample((name, event) -> eachComponent(event, component -> {
            ObjectNode tree = tree(event);
            tree.remove(component.getName());
            if (required(component)) {
                assertThat(fault(decode(tree, event))).startsWith("missing-field " + component.getName() + ":");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> anExplicitNullCountsAsMissing() {
        return eachSample((name, event) -> eachComponent(event, component -> {
            ObjectNode tree = tree(event);
            tree.putNull(component.getName());
            if (required(component)) {
                assertThat(fault(decode(tree, event))).startsWith("missing-field " + component.getName() + ":");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> anIllTypedComponentIsNamed() {
        return eachSample((name, event) -> eachComponent(event, component -> {
            ObjectNode tree = tree(event);
            tree.set(component.getName(), illTyped(tree.get(component.getName())));
            assertThat(fault(decode(tree, event))).startsWith("ill-typed-field " + component.getName());
        }));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "loss":2.5      | "loss":"2.5"     | ill-typed-field | measured.loss
            "loss":2.5      | "loss":"NaN"     | ill-typed-field | measured.loss
            "loss":2.5      | "loss":1e999     | ill-typed-field | measured.loss
            "loss":2.5,     | ''               | missing-field   | measured.loss
            "workers":1     | "workers":1.5    | ill-typed-field | measured.workers
            "step":1        | "step":-1        | invalid-field   | step
            "attempt":1     | "attempt":1e3    | ill-typed-field | attempt
            "kind":"step"   | "kind":"started" | invalid-field   | started
            "kind":"step"   | "kind":"strut"   | ill-typed-field | kind
            "v":1           | "v":2            | unknown-version | v
            "v":1,          | ''               | missing-field   | v
            "job":"a"       | "job":7          | ill-typed-field | job
            "job":"a"       | "job":"a","job":"b" | not-json     | Duplicate
            "job":"a"       | "job":"a         | not-json        | ''
            """)
    void saysWhatIsWrong(String part, String mutated, String error, String message) {
        byte[] bytes = STEP.replace(part, mutated).getBytes(StandardCharsets.UTF_8);

        assertThat(fault(EventCodec.decode(bytes, StepEvent.class)))
                .startsWith(error + " ")
                .contains(message);
    }

    @Test
    void neverThrowsOnWhatItIsGiven() {
        var random = new SplittableRandom(1);
        byte[] sound = STEP.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int n = random.nextInt(4); n > 0 && mutated.length > 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            assertThat(EventCodec.decode(mutated, StepEvent.class)).isNotNull();
        }
        byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        assertThat(EventCodec.decode(deep, StepEvent.class)).isInstanceOf(Decoded.Bad.class);
        assertThat(EventCodec.decode(new byte[0], StepEvent.class)).isInstanceOf(Decoded.Bad.class);
    }

    @Test
    void refusesToWriteANumberThatIsNotFinite() {
        var diverged = StepEvent.step("a", 1, 1, "w", new Measured(Double.NaN, 0.1, 1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.encode(diverged));
    }

    private interface Claim {
        void check(String name, Event event);
    }

    private interface ComponentClaim {
        void check(RecordComponent component);
    }

    private static Stream<DynamicTest> eachSample(Claim claim) {
        return Samples.all().entrySet().stream()
                .map(sample -> dynamicTest(sample.getKey(), () -> claim.check(sample.getKey(), sample.getValue())));
    }

    /** Components that the sample holds; {@code kind} belongs to the envelope. */
    private static void eachComponent(Event event, ComponentClaim claim) {
        ObjectNode tree = tree(event);
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (tree.has(component.getName()) && !component.getName().equals("kind")) {
                claim.check(component);
            }
        }
    }

    private static String fault(Decoded<? extends Event> decoded) {
        return decoded instanceof Decoded.Bad<?> bad ? bad.error() + " " + bad.message() : "none";
    }

    private static boolean required(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Something no component of the same name could be. */
    private static JsonNode illTyped(JsonNode value) {
        return value.isContainerNode()
                ? EventCodec.json().valueToTree("word")
                : EventCodec.json().valueToTree(Map.of("a", 1));
    }

    private static ObjectNode tree(Event event) {
        try {
            return (ObjectNode) EventCodec.json().readTree(EventCodec.encode(event));
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    private static Decoded<? extends Event> decode(ObjectNode tree, Event like) {
        return EventCodec.decode(tree.toString().getBytes(StandardCharsets.UTF_8), like.getClass());
    }
}
