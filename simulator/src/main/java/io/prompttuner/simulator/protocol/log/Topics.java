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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All topics, kept by one broker with one clock. */
public final class Topics {

    /** Fewer than in production, so that jobs share some and not others. */
    public static final int PARTITIONS = 2;

    private final Timeline timeline;
    private final Consumer<Entry> witness;
    private final Map<Topic, List<Partition>> topics = new EnumMap<>(Topic.class);

    /**
     * Empty ones.
     *
     * @param witness sees every record when it is appended, before any reader does
     */
    public Topics(Timeline timeline, Consumer<Entry> witness) {
        this.timeline = timeline;
        this.witness = witness;
        for (Topic topic : Topic.values()) {
            List<Partition> partitions = new ArrayList<>();
            for (int n = 0; n < (topic.partitions() == 1 ? 1 : PARTITIONS); n++) {
                partitions.add(new Partition(topic, n));
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

    public Entry append(Topic topic, String key, @Nullable Event event) {
        Partition partition = partition(topic, key);
        Entry entry = partition.append(timeline.clock(0), key, event);
        witness.accept(entry);
        partition.tellReaders();
        return entry;
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
