package io.prompttuner.trainer.worker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All a worker has to remember.
 *
 * @param term the highest controller term seen; nobody below it is obeyed
 * @param heard when a controller that may be obeyed last spoke, or the worker began
 * @param connectedSince since when the stream is open; absent while it is closed
 * @param last what was let go of last: the same attempt is never begun again
 * @param numerics on what the last bits of its results depend; empty until the weights are loaded
 */
public record WorkerState(
        long term,
        Instant heard,
        @Nullable Instant connectedSince,
        Phase phase,
        @Nullable Holding last,
        String numerics) {

    /** A worker that has just started. */
    public static WorkerState begin(Instant now) {
        return new WorkerState(0, now, null, new Phase.Loading(), null, "");
    }

    public boolean connected() {
        return connectedSince != null;
    }

    /** The job that is held, if one is. */
    public @Nullable Holding holding() {
        return phase instanceof Phase.Busy busy ? busy.holding() : null;
    }

    WorkerState in(Phase next) {
        return new WorkerState(term, heard, connectedSince, next, last, numerics);
    }

    WorkerState connected(@Nullable Instant since) {
        return new WorkerState(term, heard, since, phase, last, numerics);
    }

    WorkerState heard(long from, Instant now) {
        return new WorkerState(from, now, connectedSince, phase, last, numerics);
    }

    WorkerState letGo(Holding held, Phase next) {
        return new WorkerState(term, heard, connectedSince, next, held, numerics);
    }

    WorkerState loaded(String with) {
        return new WorkerState(term, heard, connectedSince, new Phase.Warm(), last, with);
    }
}
