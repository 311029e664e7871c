package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.TuningState;
import java.util.function.Function;

/** What a member does next. */
public sealed interface Move {

    /** Computes a leaf of the round. */
    record Compute(int leaf) implements Move {}

    /** Waits for word from others, at most until then; nanoseconds of the clock it was asked with. */
    record Await(long until) implements Move {}

    /** The sum is complete. */
    record Finish() implements Move {}

    /** Goes on from this state, which others have handed over, with what their owner added. */
    record Jump(TuningState to, String note) implements Move {}

    /** Nobody in the group has a state, and it is the oldest: goes on from a checkpoint, or begins. */
    record Alone() implements Move {}

    /** Handles every case, checked by the compiler. A Java 21 {@code switch} would replace this. */
    default <R> R match(
            Function<Compute, R> compute,
            Function<Await, R> await,
            Function<Finish, R> finish,
            Function<Jump, R> jump,
            Function<Alone, R> alone) {
        if (this instanceof Compute c) {
            return compute.apply(c);
        }
        if (this instanceof Await a) {
            return await.apply(a);
        }
        if (this instanceof Finish f) {
            return finish.apply(f);
        }
        if (this instanceof Jump j) {
            return jump.apply(j);
        }
        return alone.apply((Alone) this);
    }
}
