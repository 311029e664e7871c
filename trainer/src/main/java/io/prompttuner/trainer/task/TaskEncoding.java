package io.prompttuner.trainer.task;

import io.prompttuner.trainer.tuning.EncodedTask;
import java.util.List;
import java.util.function.Function;

/** What became of turning a task into tokens: the tokens, or every reason why the model can't be tuned on it. */
public sealed interface TaskEncoding {

    /** Every example fits. */
    record Fits(EncodedTask task) implements TaskEncoding {}

    /** Examples that don't, each named. */
    record Unfit(List<String> faults) implements TaskEncoding {
        public Unfit {
            faults = List.copyOf(faults);
        }
    }

    /** Handles both cases, checked by the compiler. */
    default <R> R match(Function<Fits, R> fits, Function<Unfit, R> unfit) {
        return this instanceof Fits f ? fits.apply(f) : unfit.apply((Unfit) this);
    }
}
