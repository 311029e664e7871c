package io.prompttuner.scaling.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import io.prompttuner.wire.kafka.EventRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactReaderTest {

    private static final int MUTANTS = 10_000;

    private final JobLog log = new JobLog("j");
    private final FactReader reader = new FactReader();

    @Test
    void everyEventComesWithItsPlaceInTheLog() {
        assertIsRead(log.submitted());
        assertIsRead(log.cancel());
        assertIsRead(log.step(10, 1));
        assertIsRead(log.bound(1, 10));
    }

    private void assertIsRead(JobFact fact) {
        Topic topic = Topic.named(fact.origin().topic()).orElseThrow();

        assertThat(read(topic, fact.event())).contains(Arrival.of(fact));
    }

    @Test
    void aWorkerThatIsGoneIsAFact() {
        ProducerRecord<byte[], byte[]> gone = EventRecords.tombstone(Topic.FLEET, "w1");

        Arrival arrival = read(Topic.FLEET, gone.key(), null).orElseThrow();

        assertThat(fleetFact(arrival).key()).isEqualTo("w1");
        assertThat(fleetFact(arrival).event()).isNull();
        assertThat(read(Topic.FLEET, FleetEvent.capacity(1, 4)))
                .hasValueSatisfying(
                        found -> assertThat(fleetFact(found).event()).isNotNull());
    }

    @Test
    void aClaimOfTheSchedulersRoleIsAFactWhoseTermIsItsOffset() {
        assertThat(read(Topic.TERMS, new TermClaim(Role.SCHEDULER, "s"))).contains(Arrival.of(ClusterFact.ofClaim(1)));
        assertThat(read(Topic.TERMS, new TermClaim(Role.CONTROLLER, "c"))).isEmpty();
    }

    private static FleetFact fleetFact(Arrival arrival) {
        return requireNonNull(requireNonNull(arrival.cluster()).fleet());
    }

    @Test
    void theRemovalOfAJobSaysNothing() {
        assertThat(read(Topic.JOBS, EventRecords.tombstone(Topic.JOBS, "j").key(), null))
                .isEmpty();
    }

    @Test
    void malformedReportsAreDeadLettersWithTheirReason() {
        var random = new SplittableRandom(3);
        int dead = 0;
        for (int i = 0; i < MUTANTS; i++) {
            ProducerRecord<byte[], byte[]> sound =
                    EventRecords.of(Topic.STEPS, log.step(10, i).event());
            byte[] mutant = mutated(random, sound.value());

            Arrival arrival = read(Topic.STEPS, sound.key(), mutant).orElseThrow();

            DeadLetter letter = arrival.dead();
            assertThat(letter == null).isEqualTo(arrival.job() != null);
            if (letter != null) {
                dead++;
                assertThat(Base64.getDecoder().decode(letter.body())).isEqualTo(mutant);
                assertThat(letter.error()).isNotBlank();
                assertThat(letter.message()).isNotBlank();
            }
        }
        assertThat(dead).isGreaterThan(MUTANTS / 2);
    }

    private static byte[] mutated(SplittableRandom random, byte[] original) {
        byte[] mutant = original.clone();
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(mutant, random.nextInt(mutant.length));
        }
        for (int n = random.nextInt(1, 5); n > 0; n--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(32, 127);
        }
        return mutant;
    }

    private Optional<Arrival> read(Topic topic, Event event) {
        ProducerRecord<byte[], byte[]> record = EventRecords.of(topic, event);
        return read(topic, record.key(), record.value());
    }

    private Optional<Arrival> read(Topic topic, byte[] key, byte @Nullable [] value) {
        List<Arrival> out = new ArrayList<>();
        var record = new ConsumerRecord<>(
                topic.fullName(),
                3,
                1,
                log.now().toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value == null ? 0 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
        reader.deserialize(record, new ListCollector<>(out));
        return out.stream().findFirst();
    }
}
