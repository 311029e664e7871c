package io.prompttuner.trainer.pretrain;

import java.util.List;

/**
 * How the weights are learnt.
 *
 * @param turns steps at which the step size has fallen to a twentieth, by a half cosine, and turns to half of its last height
 *     to fall again; the last one ends the training
 * @param rows rows of a step
 * @param rowTokens tokens of a row
 * @param answerWeight how often a token of an answer counts
 * @param learningRate AdamW's highest step size
 * @param warmUp steps until it is reached
 */
public record PretrainSettings(
        long seed, List<Long> turns, int rows, int rowTokens, int answerWeight, double learningRate, long warmUp) {

    static final float BETA_2 = 0.98f;
    static final double WEIGHT_DECAY = 0.1;
    static final double CLIP_NORM = 1;

    private static final double LOWEST_SHARE = 0.05;

    long steps() {
        return turns.get(turns.size() - 1);
    }

    /** Step size of the step that follows {@code step} others (Loshchilov and Hutter, "SGDR", 2017). */
    public double learningRateAt(long step) {
        if (step < warmUp) {
            return learningRate * (step + 1) / warmUp;
        }
        double highest = learningRate;
        long from = warmUp;
        for (long turn : turns) {
            if (step < turn || turn == steps()) {
                return highest * shareAt((double) (step - from) / Math.max(1, turn - from));
            }
            highest /= 2;
            from = turn;
        }
        throw new IllegalStateException("a training without an end");
    }

    private static double shareAt(double progress) {
        double cosine = 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(1, progress)));
        return LOWEST_SHARE + (1 - LOWEST_SHARE) * cosine;
    }
}
