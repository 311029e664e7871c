package io.prompttuner.trainer.group;

/** An exponentially weighted mean of what was measured; 0 before the first. */
final class MovingAverage {

    private static final double WEIGHT = 0.3;

    private double mean;
    private boolean measured;

    void add(double value) {
        mean = measured ? mean + WEIGHT * (value - mean) : value;
        measured = true;
    }

    double mean() {
        return mean;
    }

    /** Forgets a little, towards a value. */
    void drift(double towards, double share) {
        mean += share * (towards - mean);
    }
}
