package io.prompttuner.trainer.tuning;

import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Target;
import org.jspecify.annotations.Nullable;

/**
 * How good a prompt is on examples it was not tuned on.
 *
 * @param loss mean nats per target token
 * @param accuracy share of examples whose greedy answer equals the target, 0 to 1
 * @param answers means over generated answers; absent if none were asked for
 */
public record Evaluation(
        double loss, double accuracy, @Nullable AnswerScore answers) {

    /** One that generated no answers. */
    public Evaluation(double loss, double accuracy) {
        this(loss, accuracy, null);
    }

    /** Whether it is enough. Without a target nothing is. */
    public boolean meets(@Nullable Target target) {
        return target != null && target.metBy(loss, accuracy, answers);
    }

    /** Whether it is better than the other in the target's own terms; by loss where they don't decide. */
    public boolean betterThan(Evaluation other, @Nullable Target target) {
        double own = merit(target);
        double others = other.merit(target);
        return own == others ? loss < other.loss : own > others;
    }

    /** How good it is in the target's own terms, those of a loss if there is none; more is better. */
    double merit(@Nullable Target target) {
        if (target == null) {
            return -loss;
        }
        Double found = target.metric().of(loss, accuracy, answers);
        if (found == null) {
            return Double.NEGATIVE_INFINITY;
        }
        return target.metric().rises() ? found : -found;
    }
}
