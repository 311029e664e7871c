package io.prompttuner.simulator.protocol.log;

import io.prompttuner.simulator.protocol.time.Timeline;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One partition of a topic. */
public final class Partition {

    private final Topic topic;
    private final int number;
    private final Timeline timeline;
    private final List<Entry> all = new ArrayList<>();
    private final Set<Integer> compacted = new HashSet<>();
    private final List<Reader> readers = new ArrayList<>();
    private long backAt;

    Partition(Topic topic, int number, Timeline timeline) {
        this.topic = topic;
        this.number = number;
        this.timeline = timeline;
    }

    public Topic topic() {
        return topic;
    }

    public int number() {
        return number;
    }

    /** The offset of the next record. */
    public int end() {
        return all.size();
    }

    /** What a new reader finds. */
    public List<Entry> left() {
        return all.stream().filter(entry -> !compacted.contains(entry.offset())).toList();
    }

    /** The record at this offset; absent where compaction has taken it. */
    @Nullable Entry at(int offset) {
        return compacted.contains(offset) ? null : all.get(offset);
    }

    Entry append(Instant at, String key, @Nullable Event event) {
        var entry = new Entry(topic, number, all.size(), at, key, event);
        all.add(entry);
        return entry;
    }

    /** Takes every record below this offset that has a later one of its key there. */
    void compact(int below) {
        Set<String> later = new HashSet<>();
        for (int offset = below - 1; offset >= 0; offset--) {
            if (!later.add(all.get(offset).key())) {
                compacted.add(offset);
            }
        }
    }

    /** Can't be written or read for so many milliseconds. */
    void goAway(long millis) {
        backAt = timeline.now() + millis;
    }

    /** For how many milliseconds it can't be written or read. */
    long away() {
        return Math.max(0, backAt - timeline.now());
    }

    void tellReaders() {
        readers.removeIf(Reader::isOver);
        readers.forEach(Reader::wake);
    }

    void join(Reader reader) {
        readers.add(reader);
    }
}
