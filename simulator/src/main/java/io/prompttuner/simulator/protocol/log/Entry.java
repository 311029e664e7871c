package io.prompttuner.simulator.protocol.log;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record in its place.
 *
 * @param at broker time
 * @param event absent for a tombstone
 */
public record Entry(
        Topic topic,
        int partition,
        int offset,
        Instant at,
        String key,
        @Nullable Event event) {

    @Override
    public String toString() {
        return "%s-%d@%d %s".formatted(topic, partition, offset, event == null ? "tombstone " + key : event);
    }
}
