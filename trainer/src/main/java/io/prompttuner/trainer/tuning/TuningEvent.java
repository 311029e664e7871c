package io.prompttuner.trainer.tuning;

import io.prompttuner.wire.event.EndReason;
import java.util.function.Function;

/** What just happened to a job. */
public sealed interface TuningEvent {

    /** The step the job stands at after it. */
    long step();

    /**
     * One optimiser step was taken.
     *
     * @param loss of the step's batch before the step, nats per target token
     * @param gradientNorm of the mean gradient, before clipping
     * @param tokens text tokens of the batch, without padding and prompt
     */
    record Stepped(long step, double loss, double gradientNorm, long tokens) implements TuningEvent {}

    /**
     * The prompt was evaluated on the held-out part.
     *
     * @param best whether it is the best so far
     * @param met whether it meets the target
     */
    record Evaluated(long step, Evaluation evaluation, boolean best, boolean met) implements TuningEvent {}

    /** The job is at its end; nothing follows. */
    record Ended(long step, EndReason reason) implements TuningEvent {}

    /** Handles every case, checked by the compiler. A Java 21 {@code switch} would replace this. */
    default <R> R match(Function<Stepped, R> stepped, Function<Evaluated, R> evaluated, Function<Ended, R> ended) {
        if (this instanceof Stepped s) {
            return stepped.apply(s);
        }
        if (this instanceof Evaluated e) {
            return evaluated.apply(e);
        }
        return ended.apply((Ended) this);
    }
}
