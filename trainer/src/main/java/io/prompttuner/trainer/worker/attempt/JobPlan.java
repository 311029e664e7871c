package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSpec;

/** How a job is tuned, and when it is at its end. */
record JobPlan(TuningSettings settings, StopRule stop) {

    /** The plan, or why there can be none. */
    static Prepared<JobPlan> prepare(JobSpec spec, Habits habits) {
        try {
            return new Prepared.Ready<>(of(spec, habits));
        } catch (IllegalArgumentException absurd) {
            return new Prepared.Impossible<>(EndReason.TASK_UNFIT, String.valueOf(absurd.getMessage()));
        }
    }

    /** Reads the plan off what the tenant asked for; an {@link IllegalArgumentException} names what can't be. */
    static JobPlan of(JobSpec spec, Habits habits) {
        TuningSettings usual = TuningSettings.defaults();
        var settings = new TuningSettings(
                spec.promptTokens(),
                spec.batchSize(),
                spec.microBatches(),
                spec.learningRate(),
                usual.weightDecay(),
                usual.clipNorm(),
                spec.evaluateEvery());
        return new JobPlan(settings, new StopRule(spec.target(), spec.maxSteps(), habits.patience()));
    }
}
