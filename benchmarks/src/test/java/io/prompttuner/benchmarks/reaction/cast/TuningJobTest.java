package io.prompttuner.benchmarks.reaction.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.convergence.ConvergenceModel;
import io.prompttuner.domain.convergence.CurveState;
import io.prompttuner.domain.convergence.Goal;
import io.prompttuner.wire.event.StepEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TuningJobTest {

    private static final double STEPS_TO_DEADLINE = 8_000 / TuningJob.STEP_SECONDS;

    /** Below it, the policy counts a job as unable to meet its deadline. */
    private static final double HOPE = 0.05;

    private final ConvergenceModel model = ConvergenceModel.standard();
    private final Goal goal = new Goal(false, LossCurve.TARGET, 50, 20_000);
    private CurveState curve = CurveState.EMPTY;

    private int lost;
    private int regained;

    /** Nearly always: losses are noisy, and what a forecast makes of them is the model's. */
    @Test
    void aBadEvaluationTakesAJobItsHopeAndItsLastWordsGiveItBack() {
        for (int seed = 0; seed < 50; seed++) {
            curve = CurveState.EMPTY;
            live(new TuningJob("job", new Random(seed)));
        }

        assertThat(lost).isBetween(490, 500);
        assertThat(regained).isBetween(490, 500);
    }

    private void live(TuningJob job) {
        job.bind("worker", 1, 1);
        for (int again = 0; again < 10; again++) {
            for (int n = 0; n < 100; n++) {
                take(job.nextStep());
            }
            take(job.badEvaluation());
            lost += chance(job) < HOPE ? 1 : 0;
            job.beginToEnd();
            while (job.isEnding()) {
                take(job.lastWord());
            }
            regained += chance(job) >= HOPE ? 1 : 0;
        }
    }

    private double chance(TuningJob job) {
        return model.forecast(curve, goal, job.step()).chanceWithin(STEPS_TO_DEADLINE);
    }

    private void take(StepEvent report) {
        if (report.measured() != null) {
            curve = model.trained(curve, report.step(), report.measured().loss());
        }
        if (report.evaluated() != null) {
            curve = model.evaluated(
                    curve, goal, report.step(), report.evaluated().loss());
        }
    }
}
