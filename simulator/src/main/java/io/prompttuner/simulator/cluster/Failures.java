package io.prompttuner.simulator.cluster;

/**
 * How workers die.
 *
 * @param meanSeconds mean time a worker lives once it is warm, exponential; infinite if none ever dies
 * @param checkpointSeconds how far back the newest checkpoint of a job lies at most
 */
public record Failures(double meanSeconds, double checkpointSeconds) {

    /** Nobody dies. */
    public static final Failures NONE = new Failures(Double.POSITIVE_INFINITY, 10);
}
