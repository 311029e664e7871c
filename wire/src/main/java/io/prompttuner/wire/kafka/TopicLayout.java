package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one topic must be configured, by Kafka's own keys.
 *
 * @param settings those that the contract fixes; an operator may tune the others
 */
record TopicLayout(String name, int partitions, Map<String, String> settings) {

    TopicLayout {
        settings = Map.copyOf(settings);
    }

    static TopicLayout of(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put("message.timestamp.type", "LogAppendTime"); // the broker's clock is the only judge
        settings.put("cleanup.policy", topic.compacted() ? "compact" : "delete");
        topic.retention().map(Duration::toMillis).ifPresent(ms -> settings.put("retention.ms", String.valueOf(ms)));
        return new TopicLayout(topic.fullName(), topic.partitions(), settings);
    }

    /** Each difference in one line that names the topic. */
    List<String> differencesTo(TopicLayout found) {
        List<String> faults = new ArrayList<>();
        if (partitions != found.partitions) {
            faults.add("%s: partitions: expected %d, found %d".formatted(name, partitions, found.partitions));
        }
        settings.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(expected -> {
            String actual = found.settings.getOrDefault(expected.getKey(), "nothing");
            if (!actual.equals(expected.getValue())) {
                faults.add("%s: %s: expected %s, found %s"
                        .formatted(name, expected.getKey(), expected.getValue(), actual));
            }
        });
        return faults;
    }
}
