package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.simulator.protocol.log.Partition;
import io.prompttuner.simulator.protocol.log.Reader;
import io.prompttuner.simulator.protocol.time.Chance;
import io.prompttuner.wire.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** What one controller reads, at positions of its own, and what waits until it is read. */
final class Eyes {

    private static final List<Topic> READS = List.of(
            Topic.JOBS,
            Topic.CANCELS,
            Topic.STEPS,
            Topic.ASSIGNMENTS,
            Topic.FLEET,
            Topic.TERMS,
            Topic.ALLOCATIONS,
            Topic.POOLS,
            Topic.OUTCOMES);

    /** Where a controller's successor shows. */
    private static final List<Topic> TELL_OF_SUCCESSORS = List.of(Topic.TERMS, Topic.FLEET, Topic.ASSIGNMENTS);

    private static final int LONGEST_LAG_MS = 8_000;

    /** What must be read, to where, before a ticket is answered. */
    private record Wait(long ticket, Map<Partition, Integer> ends) {}

    private final ControllerProcess owner;
    private final Chance chance;
    private final LongConsumer answered;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    /**
     * Closed as yet.
     *
     * @param answered is told each ticket for which enough is read
     */
    Eyes(ControllerProcess owner, Chance chance, LongConsumer answered) {
        this.owner = owner;
        this.chance = chance;
        this.answered = answered;
    }

    /** Begins to read everything. */
    void open(Cast cast, Consumer<Entry> hand) {
        for (Topic topic : READS) {
            for (Partition partition : cast.topics.partitions(topic)) {
                readers.add(new Reader(owner, chance, partition, 0, hand, this::answer));
            }
        }
    }

    /** The ticket is answered once these are read to the end they have now. */
    void readTo(long ticket, Predicate<Partition> which) {
        Map<Partition, Integer> ends = new LinkedHashMap<>();
        readers.stream()
                .map(Reader::partition)
                .filter(which)
                .forEach(partition -> ends.put(partition, partition.end()));
        waits.add(new Wait(ticket, ends));
    }

    /** Answers whatever has been read far enough. */
    void answer() {
        for (Wait wait : List.copyOf(waits)) {
            if (owner.isAlive() && isRead(wait.ends())) {
                waits.remove(wait);
                answered.accept(wait.ticket());
            }
        }
    }

    private boolean isRead(Map<Partition, Integer> ends) {
        return readers.stream().allMatch(reader -> reader.position() >= ends.getOrDefault(reader.partition(), 0));
    }

    /** Whether there is nothing more to be read in this topic. */
    boolean isAtEnd(Topic topic) {
        return readersOf(topic).stream().allMatch(Reader::isAtEnd);
    }

    /** One of the topics comes late from now on; often the one that would tell of a successor. */
    void lagBehind() {
        List<Reader> all = chance.oneIn(2) ? readers : readersOf(Topic.TERMS);
        if (!all.isEmpty()) {
            chance.pick(all).lagBehind(chance.between(200, LONGEST_LAG_MS));
        }
    }

    /** Hears of a claim late, and often also of what its author does. */
    void overlookSuccessors(int atLeast) {
        boolean blind = !chance.oneIn(3);
        TELL_OF_SUCCESSORS.stream()
                .filter(topic -> blind || topic == Topic.TERMS)
                .flatMap(topic -> readersOf(topic).stream())
                .forEach(reader -> reader.lagBehind(atLeast + chance.between(0, LONGEST_LAG_MS)));
    }

    /** Sees everything now. */
    void openWide() {
        readers.forEach(Reader::hurry);
    }

    private List<Reader> readersOf(Topic topic) {
        return readers.stream()
                .filter(reader -> reader.partition().topic() == topic)
                .toList();
    }
}
