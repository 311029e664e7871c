package io.prompttuner.wire.event;

/** When a job has got what it wants: the first held-out evaluation that meets this. */
public record Target(TargetMetric metric, double value) {

    /** Whether an evaluation with this loss (nats per target token) and accuracy (0 to 1) meets the target. */
    public boolean metBy(double loss, double accuracy) {
        return metric == TargetMetric.LOSS ? loss <= value : accuracy >= value;
    }
}
