package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.TermClaim;
import io.prompttuner.wire.kafka.EventRecords;
import io.prompttuner.wire.kafka.Received;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads every topic that the scaling job follows. What is no event comes out as a dead letter, never as an exception. */
final class FactReader implements KafkaRecordDeserializationSchema<Arrival> {

    /** The topics it reads. */
    static final List<Topic> TOPICS =
            List.of(Topic.JOBS, Topic.CANCELS, Topic.STEPS, Topic.ASSIGNMENTS, Topic.FLEET, Topic.TERMS);

    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
        Topic.named(record.topic())
                .map(topic -> EventRecords.read(topic, record))
                .flatMap(FactReader::arrival)
                .ifPresent(out::collect);
    }

    @Override
    public TypeInformation<Arrival> getProducedType() {
        return TypeInformation.of(Arrival.class);
    }

    private static Optional<Arrival> arrival(Received<Event> received) {
        var origin = new Origin(received.topic().fullName(), received.partition(), received.offset(), received.at());
        return received.body()
                .match(
                        event -> arrival(origin, event),
                        () -> gone(origin, received),
                        letter -> Optional.of(Arrival.of(letter)));
    }

    /** A worker that is gone is a fact; a job's removal is not, its outcome said all. */
    private static Optional<Arrival> gone(Origin origin, Received<Event> received) {
        return received.topic() == Topic.FLEET && received.key() != null
                ? Optional.of(Arrival.of(ClusterFact.of(new FleetFact(origin, received.key(), null))))
                : Optional.empty();
    }

    private static Optional<Arrival> arrival(Origin origin, Event event) {
        if (event instanceof FleetEvent fleet) {
            return Optional.of(Arrival.of(ClusterFact.of(new FleetFact(origin, fleet.key(), fleet))));
        }
        if (event instanceof TermClaim claim) {
            return claim.role() == Role.SCHEDULER
                    ? Optional.of(Arrival.of(ClusterFact.ofClaim(origin.offset())))
                    : Optional.empty(); // the controller's terms reach the scheduler with what it says
        }
        return Optional.of(Arrival.of(jobFact(origin, event)));
    }

    private static JobFact jobFact(Origin origin, Event event) {
        if (event instanceof StepEvent report) {
            return JobFact.of(origin, report);
        }
        if (event instanceof AssignmentEvent assignment) {
            return JobFact.of(origin, assignment);
        }
        return event instanceof CancelRequested cancel
                ? JobFact.of(origin, cancel)
                : JobFact.of(origin, (JobSubmitted) event);
    }
}
