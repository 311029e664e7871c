package io.prompttuner.trainer.tuning;

import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says when a job is at its end.
 *
 * @param target ends the job as succeeded at the first evaluation that meets it; without one all steps are run
 * @param maxSteps optimiser steps after which it is exhausted
 * @param patience evaluations in a row without a new best after which it is exhausted; 0 waits for ever
 */
public record StopRule(@Nullable Target target, long maxSteps, int patience) {

    public StopRule {
        if (maxSteps < 0 || patience < 0) {
            throw new IllegalArgumentException(
                    "maxSteps and patience must not be negative, got %d and %d".formatted(maxSteps, patience));
        }
    }

    /** A rule without a plateau. */
    public static StopRule of(@Nullable Target target, long maxSteps) {
        return new StopRule(target, maxSteps, 0);
    }

    /** Whether a state at this step has to be evaluated before it goes on. */
    public boolean evaluatesAt(long step, int evaluateEvery) {
        return step % evaluateEvery == 0 || step >= maxSteps;
    }

    /** Why a job whose current step is evaluated ends, if it does. */
    public Optional<EndReason> judge(TuningState state, int evaluateEvery) {
        var best = state.best();
        if (best == null) {
            return Optional.empty();
        }
        if (best.evaluation().meets(target)) {
            return Optional.of(EndReason.TARGET_MET);
        }
        if (state.step() >= maxSteps) {
            return Optional.of(EndReason.MAX_STEPS);
        }
        boolean stuck = patience > 0 && state.step() - best.step() >= (long) patience * evaluateEvery;
        return stuck ? Optional.of(EndReason.PLATEAU) : Optional.empty();
    }
}
