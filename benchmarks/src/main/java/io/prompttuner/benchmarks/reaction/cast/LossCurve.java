package io.prompttuner.benchmarks.reaction.cast;

import java.util.random.RandomGenerator;

/**
 * Losses of a job that learns slowly: its forecast hardly moves while a benchmark lasts, so that the reports that move it
 * are those that are meant to.
 *
 * <p>The logarithm of the loss after {@code s} steps is {@code 0.9 - 0.2 ln(1 + s) - 0.02 s / 100}, with noise: the family
 * of the convergence model itself. The target lies some ten thousand steps away.
 */
final class LossCurve {

    /** Held-out loss to reach, nats per target token. */
    static final double TARGET = 0.15;

    /** How far the logarithm of a bad evaluation lies above the curve: as if the prompt had come apart. */
    private static final double DISASTER = 80;

    /** How far that of the evaluations that make up for it lies below: after twelve the model expects what it did before. */
    private static final double RELIEF = 0.8;

    private static final double NOISE = 0.1;

    private final RandomGenerator chance;

    LossCurve(RandomGenerator chance) {
        this.chance = chance;
    }

    double training(long step) {
        return Math.exp(level(step) + NOISE * chance.nextGaussian());
    }

    static double disaster(long step) {
        return Math.exp(level(step) + DISASTER);
    }

    static double relief(long step) {
        return Math.max(1.01 * TARGET, Math.exp(level(step) - RELIEF));
    }

    private static double level(long step) {
        return 0.9 - 0.2 * Math.log1p((double) step) - 0.02 * step / 100;
    }
}
