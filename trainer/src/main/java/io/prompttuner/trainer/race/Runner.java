package io.prompttuner.trainer.race;

import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.TuningState;

/**
 * How one candidate did.
 *
 * @param candidate its index in the field as it was entered
 * @param state where it stands
 * @param judged by its last glance at held-out examples; an infinite loss if it diverged
 */
public record Runner(int candidate, TuningState state, Evaluation judged) {

    static final Evaluation DIVERGED = new Evaluation(Double.POSITIVE_INFINITY, 0);

    /** Optimiser steps it has taken. */
    public long steps() {
        return state.step();
    }
}
