package io.prompttuner.trainer.tuning;

/**
 * Gradient of the summed loss with respect to the prompt. Sums, not means, so that parts of a batch add up.
 *
 * @param sum {@code [tokens, hidden]}, nats per unit of the prompt
 * @param lossSum nats
 * @param answers answer tokens summed over
 */
@SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
public record Gradient(float[] sum, double lossSum, long answers) implements Partial<Gradient> {

    /** Both together. Addition of floats is not associative: who adds what first is decided by {@link GradientTree}. */
    @Override
    public Gradient plus(Gradient other) {
        float[] total = new float[sum.length];
        for (int i = 0; i < total.length; i++) {
            total[i] = sum[i] + other.sum[i];
        }
        return new Gradient(total, lossSum + other.lossSum, answers + other.answers);
    }

    /** Mean loss, nats per answer token. */
    public double loss() {
        return lossSum / answers;
    }

    /** Whether every number in it is finite. */
    public boolean finite() {
        boolean finite = Double.isFinite(lossSum);
        for (int i = 0; finite && i < sum.length; i++) {
            finite = Float.isFinite(sum[i]);
        }
        return finite;
    }

    /** The mean gradient, scaled down so that its Euclidean norm is at most {@code clipNorm}. */
    public float[] clippedMean(double clipNorm) {
        double scale = Math.min(1, clipNorm / norm()) / answers;
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] * scale);
        }
        return mean;
    }

    /** Euclidean norm of the mean gradient. */
    public double norm() {
        double squares = 0;
        for (float component : sum) {
            squares += (double) component * component;
        }
        return Math.sqrt(squares) / answers;
    }
}
