package io.prompttuner.simulator.cluster;

import io.prompttuner.simulator.workload.SimJob;

/**
 * The loss that a job reports at each step: a power law from 4 nats a token that falls to its target of 1 at exactly the step
 * at which the job ends, plus a ripple that never lets it cross earlier.
 *
 * <p>{@code loss(n) = floor + (4 - floor) (1 + n / scale)^-p}, the family that fits most learning curves (Viering and Loog,
 * "The Shape of Learning Curves", arXiv 2103.10948). Floor and exponent are drawn from the job's identity.
 */
final class LossCurve {

    /** The loss that every simulated job is tuned to, in nats a target token. */
    static final double TARGET = 1;

    private static final double FIRST = 4;
    private static final double RIPPLE = 0.02;

    private final long target;
    private final double floor;
    private final double power;
    private final double scale;
    private final long seed;

    LossCurve(SimJob job, long target) {
        this.seed = Mixed.of(job.id().hashCode());
        this.target = target;
        this.floor = 0.2 + 0.6 * Mixed.unit(seed, 1);
        this.power = 0.5 + Mixed.unit(seed, 2);
        double fall = Math.pow((TARGET - floor) / (FIRST - floor), -1 / power) - 1;
        this.scale = Math.max(1, target) / fall;
    }

    /** At steps from 0 on; at most {@link #TARGET} from the last one on, above it before. */
    double at(long step) {
        double smooth = floor + (FIRST - floor) * Math.pow(1 + step / scale, -power);
        if (step >= target) {
            return Math.min(smooth, TARGET);
        }
        double above = smooth - TARGET;
        return TARGET + above * (1 + RIPPLE * (2 * Mixed.unit(seed, 2 + step) - 1));
    }
}
