package io.prompttuner.domain.throughput;

/**
 * A running mean of seconds that remembers about the last ten.
 *
 * @param seconds the mean; 0 before the first
 * @param count how many were taken in
 */
public record Average(double seconds, long count) {

    /** Nothing measured yet. */
    public static final Average UNKNOWN = new Average(0, 0);

    private static final long LONGEST_MEMORY = 10;

    /** Takes in one measurement; what is not a duration is passed over. */
    public Average with(double measured) {
        if (!Double.isFinite(measured) || measured < 0) {
            return this;
        }
        double share = 1.0 / Math.min(count + 1, LONGEST_MEMORY);
        return new Average(seconds + share * (measured - seconds), count + 1);
    }

    /** The mean, or what was declared as long as nothing is known. */
    public double orElse(double declared) {
        return count == 0 ? declared : seconds;
    }
}
