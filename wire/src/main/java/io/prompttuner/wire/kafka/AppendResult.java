package io.prompttuner.wire.kafka;

import java.util.function.Function;

/** What became of a record that was handed to the writer. */
public sealed interface AppendResult {

    /** The broker has it, there. */
    record Appended(Position position) implements AppendResult {}

    /** Not acknowledged: a {@link BrokerAwayException} or a {@link BrokerRefusedException}. */
    record Failed(RuntimeException reason) implements AppendResult {}

    /** Handles both cases. */
    default <R> R match(
            Function<? super Position, ? extends R> appended, Function<? super RuntimeException, ? extends R> failed) {
        return this instanceof Appended done ? appended.apply(done.position()) : failed.apply(((Failed) this).reason());
    }
}
