package io.prompttuner.trainer.group.live;

import io.prompttuner.trainer.tuning.TuningState;
import java.util.function.Function;
import java.util.function.Supplier;

/** How a member came into its group, and so what it goes on from. */
public sealed interface Entrance {

    /** Others have handed over where they stand, with the note of whoever owns them. */
    record Given(TuningState state, String note) implements Entrance {}

    /** Nobody has a state, and it is the oldest: it goes on from a checkpoint, or begins. */
    record Alone() implements Entrance {}

    /** It did not come in: it was dismissed before, or gave up. */
    record KeptOut() implements Entrance {}

    /** Handles every case, checked by the compiler. A Java 21 {@code switch} would replace this. */
    default <R> R match(Function<Given, R> given, Supplier<R> alone, Supplier<R> keptOut) {
        if (this instanceof Given g) {
            return given.apply(g);
        }
        return this instanceof Alone ? alone.get() : keptOut.get();
    }
}
