package io.prompttuner.trainer.worker;

import java.util.function.Consumer;

/** What the shell has to do. */
public sealed interface Effect {

    /** Say it over the open stream. */
    record Say(FleetMessage message) implements Effect {}

    /** Begin the run of this job. */
    record Begin(Command.Assign assignment) implements Effect {}

    /** Give the stream up and open another. */
    record Reconnect() implements Effect {}

    /** Handles every case. */
    default void match(Consumer<FleetMessage> say, Consumer<Command.Assign> begin, Runnable reconnect) {
        if (this instanceof Say s) {
            say.accept(s.message());
        } else if (this instanceof Begin b) {
            begin.accept(b.assignment());
        } else {
            reconnect.run();
        }
    }
}
