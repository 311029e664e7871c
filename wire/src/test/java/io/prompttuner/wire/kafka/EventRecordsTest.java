package io.prompttuner.wire.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordsTest {

    private static final CancelRequested CANCEL = new CancelRequested("j-1", "acme");
    private static final byte[] GOOD = EventCodec.encode(CANCEL);

    @Test
    void anEventComesBackWithItsPlaceAndTheBrokersTime() {
        ProducerRecord<byte[], byte[]> sent = EventRecords.of(Topic.CANCELS, CANCEL);

        Received<CancelRequested> read = EventRecords.read(Topic.CANCELS, arrived(sent.key(), sent.value()))
                .as(CancelRequested.class);

        assertThat(read)
                .isEqualTo(new Received<>(
                        Topic.CANCELS, 3, 42, Instant.ofEpochMilli(1_000), "j-1", new Received.Body.Value<>(CANCEL)));
        assertThat(read.position()).isEqualTo(new Position(Topic.CANCELS, 3, 42));
    }

    @Test
    void theKindStandsInAHeader() {
        assertThat(new String(
                        EventRecords.of(Topic.CANCELS, CANCEL)
                                .headers()
                                .lastHeader("kind")
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo("cancel-requested");
    }

    @Test
    void aMissingValueIsATombstone() {
        ProducerRecord<byte[], byte[]> sent = EventRecords.tombstone(Topic.FLEET, "w-1");

        Received<Event> read = EventRecords.read(Topic.FLEET, arrived(sent.key(), sent.value()));

        assertThat(read.key()).isEqualTo("w-1");
        assertThat(read.body()).isEqualTo(new Received.Body.Tombstone<>());
    }

    @Test
    void refusesWhatWouldSayNothingOrTheWrongThing() {
        assertThatThrownBy(() -> EventRecords.tombstone(Topic.STEPS, "j-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STEPS is not compacted: a tombstone there says nothing");
        assertThatThrownBy(() -> EventRecords.of(Topic.JOBS, CANCEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JOBS carries JobSubmitted, not CancelRequested");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | not-json",
                "[] | not-json",
                "'' | not-json",
                "{\"kind\":\"cancel-requested\",\"v\":1,\"job\":\"j-1\"} | missing-field",
                "{\"kind\":\"cancel-requested\",\"v\":1,\"job\":\"j-1\",\"tenant\":7} | ill-typed-field",
                "{\"kind\":\"step\",\"v\":1,\"job\":\"j-1\",\"tenant\":\"acme\"} | wrong-kind",
                "{\"kind\":\"cancel-requested\",\"v\":1,\"job\":\"j-2\",\"tenant\":\"acme\"} | wrong-key"
            })
    void bytesThatAreNoEventBecomeADeadLetterThatNamesItsPlace(String text, String error) {
        DeadLetter letter = letterOf("j-1".getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

        assertThat(letter.error()).isEqualTo(error);
        assertThat(letter.message()).isNotBlank();
        assertThat(letter.key()).isEqualTo("prompttuner.cancels.v1-3-42");
        assertThat(letter.recordKey()).isEqualTo("j-1");
        assertThat(Base64.getDecoder().decode(letter.body())).asString().isEqualTo(text);
    }

    @Test
    void aRecordWithoutAKeyIsADeadLetter() {
        assertThat(letterOf(null, GOOD)).map(DeadLetter::error).hasValue("wrong-key");
    }

    @Test
    void aDeadLetterKeepsTheFirst64KiB() {
        DeadLetter letter = letterOf(null, new byte[100_000]).orElseThrow();

        assertThat(Base64.getDecoder().decode(letter.body())).hasSize(65_536);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void noBytesMakeTheReaderThrow(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 4_000; i++) {
            byte[] bytes = random.nextBoolean() ? noise(random) : damaged(random);

            Received<Event> read = EventRecords.read(Topic.CANCELS, arrived(noise(random), bytes));

            assertThat(read.offset()).isEqualTo(42);
        }
    }

    @Test
    void anEventOfAnotherTypeThanItsReaderExpectsIsABug() {
        var claim = new TermClaim(Role.SCHEDULER, "s-1");
        ProducerRecord<byte[], byte[]> sent = EventRecords.of(Topic.TERMS, claim);
        Received<Event> read = EventRecords.read(Topic.TERMS, arrived(sent.key(), sent.value()));

        assertThatThrownBy(() -> read.as(CancelRequested.class)).isInstanceOf(ClassCastException.class);
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        for (int i = 0; i < Math.min(bytes.length, random.nextInt(5)); i++) {
            bytes[i] = 0; // looks like UTF-16 and UTF-32
        }
        return bytes;
    }

    private static byte[] damaged(SplittableRandom random) {
        byte[] bytes = GOOD.clone();
        for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static Optional<DeadLetter> letterOf(byte @Nullable [] key, byte[] value) {
        return EventRecords.read(Topic.CANCELS, arrived(key, value))
                .body()
                .match(event -> Optional.empty(), Optional::empty, Optional::of);
    }

    private static ConsumerRecord<byte[], byte[]> arrived(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                Topic.CANCELS.fullName(),
                3,
                42,
                1_000,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
