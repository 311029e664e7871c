package io.prompttuner.store.dataset;

/** What an example is for. */
public enum Split {
    /** Learnt from. */
    TRAIN,
    /** Judged by, never learnt from. */
    HELDOUT
}
