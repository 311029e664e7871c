package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.wire.event.EndReason;
import java.util.function.Function;

/** What came of preparing something for a job: the thing, or why the job must fail. */
sealed interface Prepared<T> {

    /** There it is. */
    record Ready<T>(T value) implements Prepared<T> {}

    /** No worker could go on with this job. */
    record Impossible<T>(EndReason reason, String error) implements Prepared<T> {}

    /** Handles both cases. */
    default <R> R match(Function<? super T, ? extends R> ready, Function<Impossible<T>, ? extends R> impossible) {
        return this instanceof Ready<T> r ? ready.apply(r.value()) : impossible.apply((Impossible<T>) this);
    }
}
