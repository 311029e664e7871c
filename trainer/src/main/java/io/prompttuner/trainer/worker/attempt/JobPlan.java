package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.tuning.Schedule;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.Recipe;
import io.prompttuner.wire.event.ScheduleKind;
import org.jspecify.annotations.Nullable;

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
        Recipe recipe = orElse(spec.recipe(), Recipe.USUAL);
        var settings = new TuningSettings(
                spec.promptTokens(),
                spec.batchSize(),
                spec.microBatches(),
                spec.learningRate(),
                orElse(recipe.weightDecay(), usual.weightDecay()),
                orElse(recipe.clipNorm(), usual.clipNorm()),
                spec.evaluateEvery(),
                new Schedule(
                        orElse(recipe.schedule(), ScheduleKind.CONSTANT),
                        orElse(recipe.warmupSteps(), 0L),
                        spec.maxSteps()));
        var stop = new StopRule(
                spec.target(),
                spec.maxSteps(),
                orElse(recipe.patience(), habits.patience()),
                orElse(recipe.minImprovement(), 0.0));
        return new JobPlan(settings, stop);
    }

    private static <T> T orElse(@Nullable T chosen, T usual) {
        return chosen == null ? usual : chosen;
    }
}
