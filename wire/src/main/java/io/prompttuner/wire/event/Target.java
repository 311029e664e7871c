package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/** When a job has got what it wants: the first held-out evaluation that meets this. */
public record Target(TargetMetric metric, double value) {

    /**
     * Whether an evaluation meets it.
     *
     * @param loss nats per target token
     * @param accuracy 0 to 1
     * @param answers what generated answers come to; without them a target on answers is never met
     */
    public boolean metBy(double loss, double accuracy, @Nullable AnswerScore answers) {
        Double found = metric.of(loss, accuracy, answers);
        return found != null && (metric.rises() ? found >= value : found <= value);
    }

    /** As people read it: {@code loss <= 0.15}. */
    public String spoken() {
        return metric.spoken() + (metric.rises() ? " >= " : " <= ") + value;
    }
}
