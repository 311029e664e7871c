package io.prompttuner.domain.convergence;

/**
 * What ends a job: the first held-out evaluation that meets the target, or the last step it may take.
 *
 * @param onAccuracy whether the target is an accuracy to reach, or another share that rises as one does, rather than a loss
 *     to get below
 * @param target nats per target token, or a share
 * @param evaluateEvery steps between two evaluations
 * @param maxSteps after which the job ends in any case
 */
public record Goal(boolean onAccuracy, double target, int evaluateEvery, long maxSteps) {

    /** Smallest value whose logarithm is looked at: below it, a loss is as good as zero. */
    static final double FLOOR = 1e-3;

    /** Accuracies beyond this are one and the same to the model, so that all-correct is a finite distance away. */
    private static final double ALL_BUT_PERFECT = 0.995;

    /** Where the target lies on the scale of the curve. */
    double level() {
        return levelOf(target);
    }

    /** Where what an evaluation found lies on that scale: a loss, or a share if the target is one. */
    double levelOf(double found) {
        return onAccuracy ? levelOfAccuracy(found) : Math.log(Math.max(found, FLOOR));
    }

    /** The first evaluation after this step. */
    long evaluationAfter(double step) {
        long next = (long) Math.floor(step / evaluateEvery + 1) * evaluateEvery;
        return Math.min(next, maxSteps);
    }

    /** A mean loss of -ln(accuracy) is what guessing that well would cost. */
    private static double levelOfAccuracy(double accuracy) {
        return Math.log(-Math.log(Math.min(ALL_BUT_PERFECT, Math.max(FLOOR, accuracy))));
    }
}
