package io.prompttuner.scaling.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.util.Objects;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** A job that wants generated answers to come near their targets. */
class AnswerTargetTest {

    private static final Target ACCURACY = new Target(TargetMetric.ACCURACY, 0.9);
    private static final Target TOKEN_F1 = new Target(TargetMetric.TOKEN_F1, 0.9);
    private static final Target ROUGE_L = new Target(TargetMetric.ROUGE_L, 0.9);

    @Test
    void isForecastAsAnAccuracyIsThatRisesLikeIt() {
        Forecast byAccuracy = forecast(ACCURACY, share -> new Evaluated(0.4, share, false));

        assertThat(forecast(TOKEN_F1, share -> new Evaluated(0.4, 0.1, false, new AnswerScore(share, 0.2))))
                .isEqualTo(byAccuracy);
        assertThat(forecast(ROUGE_L, share -> new Evaluated(0.4, 0.1, false, new AnswerScore(0.2, share))))
                .isEqualTo(byAccuracy);
        assertThat(forecast(TOKEN_F1, share -> new Evaluated(0.4, share, false, new AnswerScore(0.1, 0.1))))
                .isNotEqualTo(byAccuracy);
    }

    @Test
    void isForecastAlsoFromEvaluationsThatSayNothingOfAnswers() {
        Forecast forecast = forecast(TOKEN_F1, share -> new Evaluated(0.4, share, false));

        assertThat(forecast.medianSteps()).isBetween(31.0, 300.0);
        assertThat(forecast.meets()).isBetween(0.0, 1.0);
    }

    @Test
    void saysTheBestOfEachItsAnswersCameTo() {
        var log = new JobLog("j-1");
        var track = new Track();
        track.take(log.at(0).submitted(TOKEN_F1), log.bound(1, 10), log.started(10, 0));
        track.take(log.at(1).evaluated(10, 0, new Evaluated(1, 0, false, new AnswerScore(0.5, 0.25))));
        track.take(log.at(3).evaluated(10, 10, new Evaluated(1, 0, false, new AnswerScore(0.25, 0.75))));

        assertThat(track.last().bestAnswers()).isEqualTo(new AnswerScore(0.5, 0.75));
    }

    private static Forecast forecast(Target target, DoubleFunction<Evaluated> found) {
        var log = new JobLog("j-1");
        var track = new Track();
        track.take(log.at(0).submitted(target), log.bound(1, 10), log.started(10, 0));
        for (int step = 1; step <= 30; step++) {
            track.take(log.at(step).step(10, step));
            if (step % 10 == 0) {
                track.take(log.evaluated(10, step, found.apply(0.2 + step / 100.0)));
            }
        }
        return Objects.requireNonNull(track.last().forecast());
    }
}
