package io.prompttuner.trainer.group.live;

import io.prompttuner.trainer.tuning.TuningState;

/**
 * The others are so far ahead that a member goes on from their state instead of its own. Thrown out of a step or an
 * evaluation, which is not needed any more.
 */
public final class OvertakenException extends RuntimeException {

    private final transient TuningState state;

    OvertakenException(TuningState state) {
        super("the others stand at step " + state.step());
        this.state = state;
    }

    /** What to go on from. */
    public TuningState state() {
        return state;
    }
}
