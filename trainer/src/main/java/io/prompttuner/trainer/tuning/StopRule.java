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
 * @param patience evaluations in a row that got on by too little after which it is exhausted; 0 waits for ever
 * @param minImprovement what an evaluation must win to count, in the target's own terms: nats per target token, or share;
 *     0 counts whatever is better
 */
public record StopRule(@Nullable Target target, long maxSteps, int patience, double minImprovement) {

    public StopRule {
        if (maxSteps < 0 || patience < 0 || !(minImprovement >= 0)) {
            throw new IllegalArgumentException(
                    "maxSteps, patience and minImprovement must not be negative, got %d, %d, %s"
                            .formatted(maxSteps, patience, minImprovement));
        }
    }

    /** A rule by which any improvement counts. */
    public StopRule(@Nullable Target target, long maxSteps, int patience) {
        this(target, maxSteps, patience, 0);
    }

    /** A rule without a plateau. */
    public static StopRule of(@Nullable Target target, long maxSteps) {
        return new StopRule(target, maxSteps, 0);
    }

    /** Whether evaluations have to generate answers. */
    public boolean needsAnswers() {
        return target != null && target.metric().ofAnswers();
    }

    /** Whether a state at this step has to be evaluated before it goes on. */
    public boolean evaluatesAt(long step, int evaluateEvery) {
        return step % evaluateEvery == 0 || step >= maxSteps;
    }

    /** Whether an evaluation has got on from an earlier one, and by enough. */
    boolean getsOn(Evaluation now, Evaluation before) {
        if (minImprovement == 0) {
            return now.betterThan(before, target);
        }
        return now.merit(target) - before.merit(target) >= minImprovement;
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
        var mark = state.mark();
        boolean stuck = patience > 0 && mark != null && state.step() - mark.step() >= (long) patience * evaluateEvery;
        return stuck ? Optional.of(EndReason.PLATEAU) : Optional.empty();
    }
}
