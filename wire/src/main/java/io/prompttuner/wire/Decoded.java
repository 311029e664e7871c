package io.prompttuner.wire;

import java.util.function.Function;

/** What came of reading bytes: an event, or the reason why not. */
public sealed interface Decoded<E> {

    /** The bytes were an event of the expected type. */
    record Good<E>(E event) implements Decoded<E> {}

    /**
     * The bytes could not be used.
     *
     * @param error class of the fault: {@code not-json}, {@code missing-field}, {@code ill-typed-field}, {@code
     *     unknown-version}, {@code wrong-kind} or {@code invalid-field}; {@code wrong-key}, of a record that was read under
     *     another key than its own, is added by those who know the key
     * @param message names the field and what was expected
     */
    record Bad<E>(String error, String message) implements Decoded<E> {}

    /** Handles both cases. */
    default <R> R match(Function<? super E, ? extends R> good, Function<Bad<E>, ? extends R> bad) {
        return this instanceof Good<E> g ? good.apply(g.event()) : bad.apply((Bad<E>) this);
    }
}
