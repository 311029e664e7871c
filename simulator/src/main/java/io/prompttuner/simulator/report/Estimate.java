package io.prompttuner.simulator.report;

import java.util.Arrays;

/**
 * A mean with its 95 % interval.
 *
 * @param mean of the sample
 * @param half width of the interval to each side; 0 for fewer than two values
 * @param count of values
 */
public record Estimate(double mean, double half, int count) {

    /**
     * Student's t for 97.5 %, by degrees of freedom from 1 to 30; the normal value of 1.96 beyond (any table of the
     * distribution).
     */
    private static final double[] T = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL = 1.960;

    /** Of values that are taken to be drawn independently. */
    public static Estimate of(double... values) {
        int count = values.length;
        double mean = Arrays.stream(values).average().orElse(0);
        if (count < 2) {
            return new Estimate(mean, 0, count);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double error = Math.sqrt(squares / (count - 1) / count);
        double t = count - 1 <= T.length ? T[count - 2] : NORMAL;
        return new Estimate(mean, t * error, count);
    }

    /** Of the differences between values that belong together, as those of one seed do. */
    public static Estimate ofDifferences(double[] values, double[] others) {
        if (values.length != others.length) {
            throw new IllegalArgumentException("%d values beside %d".formatted(values.length, others.length));
        }
        double[] differences = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            differences[i] = values[i] - others[i];
        }
        return of(differences);
    }
}
