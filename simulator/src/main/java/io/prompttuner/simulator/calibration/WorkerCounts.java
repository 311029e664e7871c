package io.prompttuner.simulator.calibration;

/**
 * For how many workers the duration of a job is.
 *
 * @param severalShare share of the jobs with more than one
 * @param weight2 how frequent 2 is among those, relative to 4 and 8
 */
public record WorkerCounts(double severalShare, double weight2, double weight4, double weight8) {

    /** The workers of a job, from two draws that are uniform in [0, 1). */
    public int workers(double several, double which) {
        if (several >= severalShare) {
            return 1;
        }
        double point = which * (weight2 + weight4 + weight8);
        if (point < weight2) {
            return 2;
        }
        return point < weight2 + weight4 ? 4 : 8;
    }
}
