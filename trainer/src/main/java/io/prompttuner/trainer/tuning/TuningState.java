package io.prompttuner.trainer.tuning;

import io.prompttuner.wire.event.Target;
import org.jspecify.annotations.Nullable;

/**
 * All that a job needs to go on exactly as if it had never stopped.
 *
 * @param at the prompt with its optimiser
 * @param seed the job's; data order and plain starts follow from it
 * @param batchScale share of the global batch in use, in (0, 1]
 * @param evaluatedAt the last step that was evaluated, -1 before the first
 * @param best the best prompt so far, absent before the first evaluation
 */
public record TuningState(
        AdamState at,
        long seed,
        double batchScale,
        long evaluatedAt,
        @Nullable Best best) {

    public TuningState {
        if (!(batchScale > 0 && batchScale <= 1)) {
            throw new IllegalArgumentException("batch scale must be in (0, 1], got " + batchScale);
        }
    }

    /** A prompt that was evaluated at a step. */
    @SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
    public record Best(float[] prompt, long step, Evaluation evaluation) {}

    /** The state of a job that begins with this prompt. */
    public static TuningState start(float[] prompt, long seed) {
        return new TuningState(AdamState.start(prompt), seed, 1, -1, null);
    }

    public long step() {
        return at.step();
    }

    /** Whether the current prompt has been evaluated. */
    public boolean evaluated() {
        return evaluatedAt == step();
    }

    TuningState moved(AdamState to) {
        return new TuningState(to, seed, batchScale, evaluatedAt, best);
    }

    TuningState throttled(double scale) {
        return new TuningState(at, seed, scale, evaluatedAt, best);
    }

    TuningState evaluated(Evaluation evaluation, @Nullable Target target) {
        boolean better = best == null || evaluation.betterThan(best.evaluation(), target);
        Best next = better ? new Best(at.values(), step(), evaluation) : best;
        return new TuningState(at, seed, batchScale, step(), next);
    }
}
