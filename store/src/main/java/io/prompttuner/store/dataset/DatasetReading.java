package io.prompttuner.store.dataset;

import java.util.List;
import java.util.function.Function;

/** What became of reading a task: the task, or all that is wrong with the file. */
public sealed interface DatasetReading {

    /** Every line is good, and there are enough of them. */
    record Accepted(Dataset dataset) implements DatasetReading {}

    /** Every fault, in the order of the lines; those of the file as a whole come first. */
    record Refused(List<LineFault> faults) implements DatasetReading {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** Handles both cases, checked by the compiler. */
    default <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
        return this instanceof Accepted good ? accepted.apply(good) : refused.apply((Refused) this);
    }
}
