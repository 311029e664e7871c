package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition holds a key: the rule of Kafka's default partitioner, for readers that look for one job alone. */
public final class KeyPartition {

    private KeyPartition() {}

    /** The partition of this topic in which all records with this key are. */
    public static int of(Topic topic, String key) {
        return of(key, topic.partitions());
    }

    static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
