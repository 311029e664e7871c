package io.prompttuner.trainer.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.tuning.Schedule;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.Recipe;
import io.prompttuner.wire.event.ScheduleKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobPlanTest {

    @Test
    void aJobWithoutARecipeIsTunedAsUsual() {
        JobPlan plan = JobPlan.of(spec(null), Habits.DEFAULT);

        assertThat(plan.settings().schedule().share(0)).isEqualTo(1);
        assertThat(plan.settings().clipNorm())
                .isEqualTo(TuningSettings.defaults().clipNorm());
        assertThat(plan.stop().patience()).isEqualTo(Habits.DEFAULT.patience());
        assertThat(plan.stop().minImprovement()).isZero();
    }

    @Test
    void aRecipeIsFollowed() {
        var recipe = new Recipe(ScheduleKind.LINEAR, 3L, 0.1, 0.5, 0, 0.02);

        JobPlan plan = JobPlan.of(spec(recipe), Habits.DEFAULT);

        assertThat(plan.settings())
                .isEqualTo(new TuningSettings(16, 8, 4, 0.1, 0.1, 0.5, 5, new Schedule(ScheduleKind.LINEAR, 3, 12)));
        assertThat(plan.stop()).isEqualTo(new StopRule(spec(null).target(), 12, 0, 0.02));
    }

    @Test
    void aRecipeThatCannotBeIsTheJobsFault() {
        var recipe = new Recipe(ScheduleKind.CONSTANT, 3L, null, null, null, null);

        var impossible = JobPlan.prepare(spec(recipe), Habits.DEFAULT).match(plan -> null, no -> no);

        assertThat(impossible).isNotNull().satisfies(no -> {
            assertThat(no.reason()).isEqualTo(EndReason.TASK_UNFIT);
            assertThat(no.error()).contains("warm-up");
        });
    }

    private static JobSpec spec(@Nullable Recipe recipe) {
        JobSpec usual = Jobs.job("job").submitted(16, 8).spec();
        return new JobSpec(
                usual.name(),
                usual.baseModel(),
                usual.dataset(),
                usual.target(),
                usual.maxSteps(),
                usual.evaluateEvery(),
                usual.promptTokens(),
                usual.batchSize(),
                usual.microBatches(),
                usual.learningRate(),
                usual.maxWorkers(),
                usual.minBatchScale(),
                recipe);
    }
}
