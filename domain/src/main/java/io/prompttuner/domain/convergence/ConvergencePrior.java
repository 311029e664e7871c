package io.prompttuner.domain.convergence;

/**
 * What is believed of a job's loss curve before its first step: means and standard deviations, all of natural logarithms
 * of the loss in nats per target token.
 *
 * @param mean of the three coefficients
 * @param spread standard deviation of each
 * @param noise standard deviation of one training step around the curve
 * @param lossGap how far a held-out loss lies above the curve
 * @param lossGapSpread its standard deviation
 * @param accuracyGap how far minus the logarithm of a held-out accuracy lies above the curve
 * @param accuracyGapSpread its standard deviation
 */
public record ConvergencePrior(
        Vector3 mean,
        Vector3 spread,
        double noise,
        double lossGap,
        double lossGapSpread,
        double accuracyGap,
        double accuracyGapSpread) {

    /**
     * Wide on purpose. It was set by eye to hold tuning runs of a small language model that took 10 to more than 300
     * steps from 2.5 to 0.15 nats.
     */
    public static ConvergencePrior wide() {
        return new ConvergencePrior(
                new Vector3(0.9, -0.5, -0.3), new Vector3(0.7, 0.3, 0.6), 0.35, 0.05, 0.2, -1.0, 0.7);
    }

    double gap(Goal goal) {
        return goal.onAccuracy() ? accuracyGap : lossGap;
    }

    double gapSpread(Goal goal) {
        return goal.onAccuracy() ? accuracyGapSpread : lossGapSpread;
    }
}
