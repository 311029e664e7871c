package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.group.Contributions;
import io.prompttuner.trainer.run.TuneListener;
import io.prompttuner.trainer.tuning.TuningEvent;

/** Watches a run with several members. */
public interface ElasticListener extends TuneListener {

    /** The members changed, or are about to. */
    void changed(Change change);

    /** A member has finished a round of its own; others tell of the same round. */
    void finished(Finished round);

    /** What was to happen to the members has not, as the job ended before, or there was nobody it could happen to. */
    void missed(History.Event event);

    /**
     * One change.
     *
     * @param member whom it is about; empty if it is about all
     * @param step where the job stood
     * @param members how many belong to it from now on
     */
    record Change(Kind kind, String member, long step, int members) {}

    /** What can become of members. */
    enum Kind {
        /** Has got the state from the others. */
        JOINED,
        LEFT,
        /** Is killed just now. */
        KILLED,
        /** Is seen to be gone. */
        LOST,
        /** All are told to end at a checkpoint. */
        PAUSED,
        RESUMED
    }

    /**
     * A round as one member saw it.
     *
     * @param event what came of it
     * @param by who computed what
     */
    record Finished(String member, TuningEvent event, Contributions by) {}
}
