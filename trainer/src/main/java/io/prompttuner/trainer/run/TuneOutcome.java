package io.prompttuner.trainer.run;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.wire.event.EndReason;
import java.util.function.Function;

/** How a run ended. */
public sealed interface TuneOutcome {

    /**
     * A prompt was delivered.
     *
     * @param prompt hash of {@code prompt.safetensors}
     * @param best how good it is on the held-out part
     * @param bestStep the step it was found at
     */
    record Delivered(EndReason reason, long step, ContentHash prompt, Evaluation best, long bestStep)
            implements TuneOutcome {}

    /** The loss was not finite before there was a prompt to deliver. */
    record Diverged(long step) implements TuneOutcome {}

    /** It was asked to pause; the checkpoint holds all it needs to go on. */
    record Paused(long step) implements TuneOutcome {}

    /** Handles every case, checked by the compiler. A Java 21 {@code switch} would replace this. */
    default <R> R match(Function<Delivered, R> delivered, Function<Diverged, R> diverged, Function<Paused, R> paused) {
        if (this instanceof Delivered d) {
            return delivered.apply(d);
        }
        if (this instanceof Diverged d) {
            return diverged.apply(d);
        }
        return paused.apply((Paused) this);
    }
}
