package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, kept for people.
 *
 * @param body the original bytes, base64, of at most the first 64 KiB
 * @param error class of the fault, as in {@code missing-field}
 */
public record DeadLetter(
        String topic, int partition, long offset, @Nullable String recordKey, String body, String error, String message)
        implements Event {

    @Override
    public String key() {
        return topic + "-" + partition + "-" + offset;
    }
}
