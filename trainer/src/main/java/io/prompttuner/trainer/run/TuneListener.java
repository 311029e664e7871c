package io.prompttuner.trainer.run;

import io.prompttuner.trainer.tuning.TuningEvent;

/** Watches a run, between its steps and on its thread. */
public interface TuneListener {

    /** All is loaded and tuning begins, or goes on. */
    void began(Beginning beginning);

    /** Something happened. */
    void happened(TuningEvent event);

    /**
     * What a run has before it.
     *
     * @param step where it begins: above 0 if it goes on from a checkpoint
     * @param promptTokens length of the prompt
     */
    record Beginning(long step, long maxSteps, int promptTokens, int train, int heldOut) {}
}
