package io.prompttuner.trainer.tuning;

/**
 * One sum that a job needs before it can go on: the gradient of a step, or the scores of an evaluation.
 *
 * @param type what its leaves are
 * @param from the state it is computed from; with the leaf's index all that a leaf depends on
 * @param leaves micro-batches of a step, batches of an evaluation
 */
public record Round<P extends Partial<P>>(Class<P> type, TuningState from, int leaves) {

    static Round<Gradient> step(TuningState from, int leaves) {
        return new Round<>(Gradient.class, from, leaves);
    }

    static Round<Scores> evaluation(TuningState of, int leaves) {
        return new Round<>(Scores.class, of, leaves);
    }

    /** Whether it is a step, not an evaluation. */
    public boolean isStep() {
        return type == Gradient.class;
    }

    /** Whether the round with this index is a step. */
    public static boolean isStep(long index) {
        return index % 2 == 1;
    }

    /** Its place in the order of a job's rounds: a state is evaluated, if at all, before a step is taken from it. */
    public long index() {
        return 2 * from.step() + (isStep() ? 1 : 0);
    }
}
