package io.prompttuner.benchmarks.reaction.measure;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.Position;
import java.util.Arrays;
import java.util.OptionalLong;

/** When each report was to be sent, by its place in the topic. Thread-safe. */
public final class SendTimes {

    private static final int ROOM = 1 << 14;

    private final long[][] byOffset = new long[Topic.PARTITIONS][];

    public SendTimes() {
        Arrays.setAll(byOffset, partition -> new long[ROOM]);
    }

    /** Remembers a time: any but 0, which stands for unknown. */
    public synchronized void put(Position position, long nanos) {
        int offset = Math.toIntExact(position.offset());
        long[] times = byOffset[position.partition()];
        if (offset >= times.length) {
            times = Arrays.copyOf(times, Math.max(offset + 1, 2 * times.length));
            byOffset[position.partition()] = times;
        }
        times[offset] = nanos;
    }

    public synchronized OptionalLong at(int partition, long offset) {
        long[] times = byOffset[partition];
        return offset < times.length && times[(int) offset] != 0
                ? OptionalLong.of(times[(int) offset])
                : OptionalLong.empty();
    }
}
