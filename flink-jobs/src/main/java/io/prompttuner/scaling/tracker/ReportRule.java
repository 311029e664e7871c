package io.prompttuner.scaling.tracker;

import io.prompttuner.domain.convergence.ConvergenceModel;
import io.prompttuner.domain.convergence.CurveState;
import io.prompttuner.domain.convergence.Goal;
import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Folds one report into a job's progress. It is the caller's to know that the report may be taken. */
final class ReportRule {

    /** Nothing is forecast further away than this, so that a billion slow steps still have a date. */
    private static final double FURTHEST_SECONDS = Duration.ofDays(36_500).toSeconds();

    private final ConvergenceModel model;
    private final StepTime declaredStepTime;

    ReportRule(ConvergenceModel model, double declaredStepSeconds) {
        this.model = model;
        this.declaredStepTime = StepTime.UNKNOWN.with(declaredStepSeconds, 1, 1);
    }

    Progress take(Progress progress, StepEvent report, Accepted accepted, Instant at) {
        Progress moved = moved(progress, Place.of(report), at);
        return switch (report.kind()) {
            case STARTED -> forecast(moved, accepted, at, false);
            case STEP ->
                report.measured() == null || report.step() <= progress.trained()
                        ? moved
                        : forecast(trained(moved, report.step(), report.measured()), accepted, at, false);
            case EVALUATED ->
                report.evaluated() == null ? moved : evaluated(moved, report, report.evaluated(), accepted, at);
            case CHECKPOINTED, ENDED -> moved;
        };
    }

    /** Where the job stands now: what was made of the last report, as long as it stands at the same step. */
    StepsForecast stepsForecast(Progress progress, Accepted accepted) {
        StepsForecast expected = progress.expected();
        return expected != null && expected.step() == progress.step() ? expected : fresh(progress, accepted);
    }

    private StepsForecast fresh(Progress progress, Accepted accepted) {
        return model.forecast(progress.convergence(), goal(accepted.job().spec()), progress.step());
    }

    private static Progress moved(Progress progress, Place place, Instant at) {
        boolean sameAttempt = progress.highest() != null && progress.attempt() == place.attempt();
        return new Progress(
                place,
                sameAttempt ? progress.attemptSince() : at,
                progress.trained(),
                progress.evaluated(),
                progress.convergence(),
                progress.stepTime(),
                sameAttempt ? progress.workers() : 1,
                progress.loss(),
                progress.bestLoss(),
                progress.bestAccuracy(),
                progress.curve(),
                progress.forecast(),
                progress.forecasts(),
                progress.expected(),
                progress.bestAnswers());
    }

    private Progress trained(Progress progress, long step, Measured measured) {
        CurveState convergence = model.trained(progress.convergence(), step, measured.loss());
        StepTime stepTime = measured.workers() == progress.workers()
                ? progress.stepTime().with(measured.seconds(), measured.workers(), measured.batchScale())
                : progress.stepTime(); // others had to connect, or to go: that says nothing of the steps to come
        return new Progress(
                progress.highest(),
                progress.attemptSince(),
                step,
                progress.evaluated(),
                convergence,
                stepTime,
                measured.workers(),
                measured.loss(),
                progress.bestLoss(),
                progress.bestAccuracy(),
                progress.curve().with(step, measured.loss()),
                progress.forecast(),
                progress.forecasts(),
                progress.expected(),
                progress.bestAnswers());
    }

    private Progress evaluated(Progress progress, StepEvent report, Evaluated found, Accepted accepted, Instant at) {
        if (report.step() <= progress.evaluated()) {
            return progress;
        }
        JobSpec spec = accepted.job().spec();
        CurveState convergence =
                model.evaluated(progress.convergence(), goal(spec), report.step(), found(spec.target(), found));
        var next = new Progress(
                progress.highest(),
                progress.attemptSince(),
                progress.trained(),
                report.step(),
                convergence,
                progress.stepTime(),
                progress.workers(),
                progress.loss(),
                progress.bestLoss() == null ? found.loss() : Math.min(found.loss(), progress.bestLoss()),
                progress.bestAccuracy() == null
                        ? found.accuracy()
                        : Math.max(found.accuracy(), progress.bestAccuracy()),
                progress.curve(),
                progress.forecast(),
                progress.forecasts(),
                progress.expected(),
                better(progress.bestAnswers(), found.answers()));
        return forecast(next, accepted, at, true);
    }

    private Progress forecast(Progress progress, Accepted accepted, Instant at, boolean toBeJudged) {
        StepsForecast expected = fresh(progress, accepted);
        Forecast forecast = wireForecast(progress, expected, accepted, at);
        return new Progress(
                progress.highest(),
                progress.attemptSince(),
                progress.trained(),
                progress.evaluated(),
                progress.convergence(),
                progress.stepTime(),
                progress.workers(),
                progress.loss(),
                progress.bestLoss(),
                progress.bestAccuracy(),
                progress.curve(),
                forecast,
                toBeJudged && accepted.job().spec().maxSteps() > 0
                        ? progress.forecasts().with(forecast)
                        : progress.forecasts(),
                expected,
                progress.bestAnswers());
    }

    private Forecast wireForecast(Progress progress, StepsForecast steps, Accepted accepted, Instant at) {
        StepTime stepTime = progress.stepTime().known() ? progress.stepTime() : declaredStepTime;
        double paceSeconds = stepTime.at(progress.workers(), 1);
        double untilDeadline = Duration.between(at, accepted.job().deadline()).toMillis() / 1000.0;
        return new Forecast(
                at,
                progress.step(),
                steps.low(),
                steps.median(),
                steps.high(),
                stepTime.seconds(),
                steps.willNotConverge() ? null : finish(at, steps.stepsLeft() * paceSeconds),
                steps.chanceWithin(untilDeadline / paceSeconds));
    }

    private static @Nullable Instant finish(Instant at, double seconds) {
        return at.plusMillis((long) (1000 * Math.min(seconds, FURTHEST_SECONDS)));
    }

    private static @Nullable AnswerScore better(@Nullable AnswerScore best, @Nullable AnswerScore found) {
        if (best == null || found == null) {
            return best == null ? found : best;
        }
        return new AnswerScore(Math.max(best.tokenF1(), found.tokenF1()), Math.max(best.rougeL(), found.rougeL()));
    }

    /** In the target's own terms; not a number, which says nothing of the curve, where they are missing. */
    private static double found(Target target, Evaluated by) {
        Double found = target.metric().of(by.loss(), by.accuracy(), by.answers());
        return found == null ? Double.NaN : found;
    }

    private static Goal goal(JobSpec spec) {
        return new Goal(
                spec.target().metric().rises(),
                spec.target().value(),
                Math.max(1, spec.evaluateEvery()),
                spec.maxSteps());
    }
}
