package io.prompttuner.simulator.calibration;

/**
 * How long jobs take on their own number of GPUs, from their own initial prompt: log-normal, clipped.
 *
 * @param medianSeconds of the distribution before it is clipped
 * @param sigma standard deviation of the natural logarithm
 * @param minSeconds what shorter ones take
 * @param maxSeconds what longer ones take
 */
public record Durations(double medianSeconds, double sigma, double minSeconds, double maxSeconds) {

    /** The seconds of a job that is so many standard deviations away from the median. */
    public double seconds(double deviations) {
        return clipped(medianSeconds * StrictMath.exp(sigma * deviations));
    }

    public double clipped(double seconds) {
        return Math.min(maxSeconds, Math.max(minSeconds, seconds));
    }
}
