package io.prompttuner.trainer.tuning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a job needs to go on exactly as if it had never stopped.
 *
 * @param at the prompt with its optimiser
 * @param seed the job's; data order and plain starts follow from it
 * @param throttles every change of the batch scale so far, the oldest first
 * @param evaluatedAt the last step that was evaluated, -1 before the first
 * @param best the best prompt so far, absent before the first evaluation
 * @param mark the last evaluation that got on by enough to count, absent before the first
 */
public record TuningState(
        AdamState at,
        long seed,
        List<Throttle> throttles,
        long evaluatedAt,
        @Nullable Best best,
        @Nullable Mark mark) {

    public TuningState {
        throttles = List.copyOf(throttles);
    }

    /** A prompt that was evaluated at a step. */
    @SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
    public record Best(float[] prompt, long step, Evaluation evaluation) {}

    /** An evaluation that others are measured by. */
    public record Mark(long step, Evaluation evaluation) {}

    /** The state of a job that begins with this prompt. */
    public static TuningState start(float[] prompt, long seed) {
        return new TuningState(AdamState.start(prompt), seed, List.of(), -1, null, null);
    }

    public long step() {
        return at.step();
    }

    /** Share of the global batch in use, in (0, 1]. */
    public double batchScale() {
        return throttles.isEmpty() ? 1 : throttles.get(throttles.size() - 1).batchScale();
    }

    /** Whether the current prompt has been evaluated. */
    public boolean evaluated() {
        return evaluatedAt == step();
    }

    TuningState moved(AdamState to) {
        return new TuningState(to, seed, throttles, evaluatedAt, best, mark);
    }

    TuningState throttled(double scale) {
        if (scale == batchScale()) {
            return this;
        }
        var changes = new ArrayList<>(throttles);
        changes.add(new Throttle(step(), scale));
        return new TuningState(at, seed, changes, evaluatedAt, best, mark);
    }

    TuningState evaluated(Evaluation evaluation, StopRule stop) {
        boolean better = best == null || evaluation.betterThan(best.evaluation(), stop.target());
        Best next = better ? new Best(at.values(), step(), evaluation) : best;
        boolean further = mark == null || stop.getsOn(evaluation, mark.evaluation());
        return new TuningState(at, seed, throttles, step(), next, further ? new Mark(step(), evaluation) : mark);
    }
}
