package io.prompttuner.domain.convergence;

/**
 * At which step a job will meet its target, as a distribution cut off at the last step it may take.
 *
 * @param step where the job stands
 * @param low tenth percentile; the last step if the target is less likely than that
 * @param median the same for one half
 * @param high the same for nine tenths
 * @param last the job's maximal number of steps
 * @param reaches probability that the target is met at all by then
 */
public record StepsForecast(long step, double low, double median, double high, long last, double reaches) {

    /** Whether the job is more likely to run out of steps than to reach its target. */
    public boolean willNotConverge() {
        return reaches < 0.5;
    }

    /** Steps still to go in the median case. */
    public double stepsLeft() {
        return Math.max(0, median - step);
    }

    /** Steps still to go in all but one of ten cases. */
    public double stepsLeftAtMost() {
        return Math.max(0, high - step);
    }

    /** Probability that the target is met within so many more steps; linear between the percentiles. */
    public double chanceWithin(double moreSteps) {
        double[] steps = {step, low, median, high, last};
        double[] chances = {0, 0.1, 0.5, 0.9, 1};
        double at = step + moreSteps;
        if (moreSteps < 0) {
            return 0;
        }
        double chance = 0;
        for (int i = 1; i < steps.length && at >= steps[i - 1]; i++) {
            double width = steps[i] - steps[i - 1];
            double share = width <= 0 ? 1 : Math.min(1, (at - steps[i - 1]) / width);
            chance = chances[i - 1] + share * (chances[i] - chances[i - 1]);
        }
        return Math.min(chance, reaches);
    }
}
