package io.prompttuner.trainer.tuning;

/**
 * AdamW on plain arrays (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2, with a
 * constant schedule).
 *
 * <p>Java's floating point is strict and the powers come from {@link StrictMath}, so one state and one gradient give the
 * same bits on every machine.
 *
 * @param beta2 how long the running mean of squares remembers; {@link #LONG_MEMORY} unless gradients change fast
 */
public record AdamW(double learningRate, float beta2, double weightDecay) {

    /** The usual choice for {@code beta2}. */
    public static final float LONG_MEMORY = 0.999f;

    private static final float BETA_1 = 0.9f;
    private static final double EPSILON = 1e-8;

    /** The state after one more step along the gradient. */
    public AdamState step(AdamState from, float[] gradient) {
        int n = gradient.length;
        long step = from.step() + 1;
        double correction1 = 1 - StrictMath.pow(BETA_1, (double) step);
        double correction2 = 1 - StrictMath.pow(beta2, (double) step);
        float[] values = new float[n];
        float[] mean = new float[n];
        float[] square = new float[n];
        for (int i = 0; i < n; i++) {
            mean[i] = BETA_1 * from.mean()[i] + (1 - BETA_1) * gradient[i];
            square[i] = beta2 * from.square()[i] + (1 - beta2) * gradient[i] * gradient[i];
            double direction = (mean[i] / correction1) / (Math.sqrt(square[i] / correction2) + EPSILON);
            double kept = from.values()[i] * (1 - learningRate * weightDecay);
            values[i] = (float) (kept - learningRate * direction);
        }
        return new AdamState(values, mean, square, step);
    }
}
