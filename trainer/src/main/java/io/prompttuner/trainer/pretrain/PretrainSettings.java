package io.prompttuner.trainer.pretrain;

/**
 * How the weights are learnt.
 *
 * @param rows rows of a step
 * @param rowTokens tokens of a row
 * @param answerWeight how often a token of an answer counts
 * @param learningRate AdamW's highest step size
 * @param warmUp steps until it is reached; from there a half cosine falls to a twentieth at {@code steps}
 */
public record PretrainSettings(
        long seed, long steps, int rows, int rowTokens, int answerWeight, double learningRate, long warmUp) {

    static final float BETA_2 = 0.98f;
    static final double WEIGHT_DECAY = 0.1;
    static final double CLIP_NORM = 1;

    private static final double LOWEST_SHARE = 0.05;

    /** Step size of the step that follows {@code step} others (Loshchilov and Hutter, "SGDR", 2017, without restarts). */
    public double learningRateAt(long step) {
        if (step < warmUp) {
            return learningRate * (step + 1) / warmUp;
        }
        double progress = (double) (step - warmUp) / Math.max(1, steps - warmUp);
        double cosine = 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(1, progress)));
        return learningRate * (LOWEST_SHARE + (1 - LOWEST_SHARE) * cosine);
    }
}
