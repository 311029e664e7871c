package io.prompttuner.simulator.protocol.log;

import io.prompttuner.simulator.protocol.time.Chance;
import io.prompttuner.simulator.protocol.time.Timeline;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All topics, kept by one broker with one clock. */
public final class Topics {

    /** Fewer than in production, so that jobs share some and not others. */
    public static final int PARTITIONS = 2;

    private final Timeline timeline;
    private final Consumer<Entry> witness;
    private final Function<Event, Optional<Event>> way;
    private final Map<Topic, List<Partition>> topics = new EnumMap<>(Topic.class);

    /**
     * Empty ones.
     *
     * @param witness sees every record when it is appended, before any reader does
     * @param way what becomes of an event on its way here
     */
    public Topics(Timeline timeline, Consumer<Entry> witness, Function<Event, Optional<Event>> way) {
        this.timeline = timeline;
        this.witness = witness;
        this.way = way;
        for (Topic topic : Topic.values()) {
            List<Partition> partitions = new ArrayList<>();
            for (int n = 0; n < (topic.partitions() == 1 ? 1 : PARTITIONS); n++) {
                partitions.add(new Partition(topic, n, timeline));
            }
            topics.put(topic, partitions);
        }
    }

    public List<Partition> partitions(Topic topic) {
        return Objects.requireNonNull(topics.get(topic));
    }

    /** The partition that has all records of this key. */
    public Partition partition(Topic topic, String key) {
        List<Partition> partitions = partitions(topic);
        return partitions.get(Math.floorMod(key.hashCode(), partitions.size()));
    }

    /** Something that was sent arrives. */
    void receive(Topic topic, String key, @Nullable Event event) {
        if (event == null) {
            append(topic, key, null);
        } else {
            way.apply(event).ifPresent(arrived -> append(topic, key, arrived));
        }
    }

    public Entry append(Topic topic, String key, @Nullable Event event) {
        Partition partition = partition(topic, key);
        Entry entry = partition.append(timeline.clock(0), key, event);
        witness.accept(entry);
        partition.tellReaders();
        return entry;
    }

    /** The broker is away for everybody, or only one of its partitions is. */
    public void goAway(Chance chance, long millis) {
        List<Partition> all = topics.values().stream().flatMap(List::stream).toList();
        (chance.oneIn(2) ? all : List.of(chance.pick(all))).forEach(partition -> partition.goAway(millis));
    }

    /** Compaction leaves nothing but the last word on each key. */
    public void compact() {
        topics.values().stream()
                .flatMap(List::stream)
                .filter(partition -> partition.topic().compacted())
                .forEach(partition -> partition.compact(partition.end()));
    }

    /** Compaction runs over some of the topics, up to anywhere. */
    public void compact(Chance chance) {
        for (List<Partition> topic : topics.values()) {
            for (Partition partition : topic) {
                if (partition.topic().compacted() && chance.oneIn(2)) {
                    partition.compact(chance.between(0, partition.end()));
                }
            }
        }
    }
}
