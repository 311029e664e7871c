package io.prompttuner.slo.flink;

import io.prompttuner.slo.SloFact;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.kafka.EventRecords;
import io.prompttuner.wire.kafka.Received;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads jobs and outcomes. What is neither is passed over: other readers of these topics write its dead letter. */
final class SloFactReader implements KafkaRecordDeserializationSchema<SloFact> {

    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SloFact> out) {
        Topic.named(record.topic())
                .map(topic -> EventRecords.read(topic, record))
                .flatMap(SloFactReader::fact)
                .ifPresent(out::collect);
    }

    @Override
    public TypeInformation<SloFact> getProducedType() {
        return TypeInformation.of(SloFact.class);
    }

    private static Optional<SloFact> fact(Received<Event> received) {
        return received.body().match(event -> fact(event, received), Optional::empty, unreadable -> Optional.empty());
    }

    private static Optional<SloFact> fact(Event event, Received<Event> received) {
        if (event instanceof JobSubmitted job) {
            return Optional.of(new SloFact(job.tenant(), job.job(), job.deadline(), received.at(), null));
        }
        return event instanceof Outcome outcome
                ? Optional.of(new SloFact(
                        outcome.tenant(), outcome.job(), outcome.deadline(), received.at(), outcome.verdict()))
                : Optional.empty();
    }
}
