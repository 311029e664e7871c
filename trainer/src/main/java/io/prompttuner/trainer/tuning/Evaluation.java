package io.prompttuner.trainer.tuning;

import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import org.jspecify.annotations.Nullable;

/**
 * How good a prompt is on examples it was not tuned on.
 *
 * @param loss mean nats per target token
 * @param accuracy share of examples whose greedy answer equals the target, 0 to 1
 */
public record Evaluation(double loss, double accuracy) {

    /** Whether it is enough. Without a target nothing is. */
    public boolean meets(@Nullable Target target) {
        return target != null && target.metBy(loss, accuracy);
    }

    /** Whether it is better than the other in the target's own terms; by loss where accuracy does not decide. */
    public boolean betterThan(Evaluation other, @Nullable Target target) {
        if (target != null && target.metric() == TargetMetric.ACCURACY && accuracy != other.accuracy) {
            return accuracy > other.accuracy;
        }
        return loss < other.loss;
    }
}
