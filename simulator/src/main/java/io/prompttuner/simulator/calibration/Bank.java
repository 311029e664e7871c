package io.prompttuner.simulator.calibration;

/**
 * What asking the prompt bank costs and gives.
 *
 * @param budget most of its SLO that a job may spend on the lookup
 * @param clusters K of its two layers
 * @param speedupFactor median speed-up, as a multiple of the least one of the model
 * @param speedupSigma standard deviation of the natural logarithm of the speed-up between jobs
 * @param speedupMax greatest speed-up
 * @param sizeExponent by which power of its size the speed-up grows
 */
public record Bank(
        double budget,
        int clusters,
        double speedupFactor,
        double speedupSigma,
        double speedupMax,
        double sizeExponent) {

    /** Most candidates of the paper's bank, and those for which its figures hold (arXiv 2603.05087, section 4.3). */
    public static final int FULL_SIZE = 3_000;

    private static final int FULL_CLUSTERS = 50;
    private static final double FULL_EVALUATIONS = evaluations(FULL_SIZE, FULL_CLUSTERS);

    /** Seconds of a lookup among so many candidates, when it takes that long among 3,000 in 50 clusters. */
    public double lookupSeconds(double full, int size) {
        return full * evaluations(size, clusters) / FULL_EVALUATIONS;
    }

    /**
     * By how much fewer steps a job takes that is so many standard deviations away from the median; below 1 if it takes
     * more.
     *
     * @param least the least speed-up of its model in the paper
     */
    public double speedup(double least, double deviations, int size) {
        double full = Math.min(speedupMax, least * speedupFactor * StrictMath.exp(speedupSigma * deviations));
        return full * StrictMath.pow((double) size / FULL_SIZE, sizeExponent);
    }

    /** K medoids, then the members of one cluster; with fewer candidates than clusters each is its own medoid. */
    private static double evaluations(int size, int clusters) {
        return size <= clusters ? size : clusters + (double) size / clusters;
    }
}
