package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Event;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One record as it was read, whatever it holds.
 *
 * @param at the broker's clock when it was appended: the only judge of promises
 * @param key null only in records that nobody of ours wrote
 */
public record Received<E extends Event>(
        Topic topic,
        int partition,
        long offset,
        Instant at,
        @Nullable String key,
        Body<E> body) {

    /** What a record holds. */
    public sealed interface Body<E extends Event> {

        /** An event. */
        record Value<E extends Event>(E event) implements Body<E> {}

        /** The key is gone: what was said of it before no longer counts. */
        record Tombstone<E extends Event>() implements Body<E> {}

        /** Bytes that are no event of this topic, with the reason; the topic's one reader forwards the letter. */
        record Unreadable<E extends Event>(DeadLetter letter) implements Body<E> {}

        /** Handles all three cases. */
        default <R> R match(
                Function<? super E, ? extends R> value,
                Supplier<? extends R> tombstone,
                Function<? super DeadLetter, ? extends R> unreadable) {
            if (this instanceof Value<E> found) {
                return value.apply(found.event());
            }
            return this instanceof Unreadable<E> found ? unreadable.apply(found.letter()) : tombstone.get();
        }
    }

    /** Where the record stands. */
    public Position position() {
        return new Position(topic, partition, offset);
    }

    /** The same, of the type that the topic carries; another type is a bug. */
    public <T extends Event> Received<T> as(Class<T> type) {
        Body<T> typed = body.match(
                event -> new Body.Value<>(type.cast(event)),
                Body.Tombstone::new,
                letter -> new Body.Unreadable<>(letter));
        return new Received<>(topic, partition, offset, at, key, typed);
    }
}
