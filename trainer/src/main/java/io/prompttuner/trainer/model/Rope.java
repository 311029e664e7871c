package io.prompttuner.trainer.model;

/**
 * Rotary positions (Su et al., 2021): component {@code i} of a head and the one half a head further on are turned by an
 * angle that grows with the position.
 *
 * @param base of the geometric series of frequencies
 */
public record Rope(double base, RopeScaling scaling) {

    /** The angle each pair of a head of this width turns per position: {@code base^(-2i/width)}, scaled. Radians. */
    public double[] frequencies(int width) {
        double[] frequencies = new double[width / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = StrictMath.pow(base, -2.0 * i / width);
        }
        return scaling.apply(frequencies, base);
    }
}
