package io.prompttuner.domain.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceModelTest {

    private static final Goal GOAL = new Goal(false, 0.15, 10, 300);

    private final ConvergenceModel model = ConvergenceModel.standard();

    @Test
    void isHonestBeforeTheFirstStep() {
        StepsForecast prior = model.forecast(CurveState.EMPTY, GOAL, 0);

        assertThat(prior.low()).isBetween(5.0, 50.0);
        assertThat(prior.high()).isEqualTo(300);
        assertThat(prior.reaches()).isBetween(0.5, 0.95);
        assertThat(prior.median()).isStrictlyBetween(prior.low(), prior.high());
    }

    @ParameterizedTest(name = "a curve that crosses at {0}")
    @CsvSource({"60", "120", "220"})
    void findsWhereACleanPowerLawCrosses(long crossing) {
        double exponent = Math.log(2.5 / 0.15) / Math.log1p((double) crossing);
        CurveState state = tuned(step -> 2.5 * Math.pow(1.0 + step, -exponent), crossing / 2, 0, 1);

        StepsForecast forecast = model.forecast(state, GOAL, crossing / 2);

        assertThat(forecast.median()).isCloseTo((double) crossing, within(0.35 * crossing));
        assertThat(forecast.low()).isLessThanOrEqualTo((double) crossing);
    }

    @Test
    void aCurveThatHasLevelledOffWillNotConverge() {
        CurveState state = tuned(step -> 1.8, 150, 0.05, 7);

        StepsForecast forecast = model.forecast(state, GOAL, 150);

        assertThat(forecast.willNotConverge()).isTrue();
        assertThat(forecast.median()).isEqualTo(300);
    }

    @Test
    void doesNotPromiseAStepThatHasPassed() {
        CurveState state = tuned(step -> 0.16, 200, 0.01, 3);

        StepsForecast forecast = model.forecast(state, GOAL, 200);

        assertThat(forecast.low()).isGreaterThan(200);
    }

    @Test
    void anAccuracyGoalLearnsHowAccuracyFollowsTheLoss() {
        Goal goal = new Goal(true, 0.95, 10, 300);
        CurveState state = CurveState.EMPTY;
        for (long step = 1; step <= 60; step++) {
            double loss = 2.5 * Math.exp(-step / 40.0);
            state = model.trained(state, step, loss);
            state = step % 10 == 0 ? model.evaluated(state, goal, step, Math.exp(-loss)) : state;
        }

        StepsForecast forecast = model.forecast(state, goal, 60);

        // exp(-loss) reaches 0.95 when the loss is 0.051, which is at step 155
        assertThat(forecast.median()).isBetween(110.0, 250.0);
    }

    /** Curves the prior was not made for: the band must hold most of them, and not by being everything. */
    @Test
    void theBandHoldsWhatItSays() {
        var random = new SplittableRandom(11);
        int inside = 0;
        int narrow = 0;
        int total = 400;
        for (int i = 0; i < total; i++) {
            double exponent = 0.45 + 0.4 * random.nextDouble();
            double start = 1.5 + 1.5 * random.nextDouble();
            double crossing = Math.pow(start / 0.15, 1 / exponent) - 1;
            var goal = new Goal(false, 0.15, 5, 5_000);
            CurveState state = CurveState.EMPTY;
            long half = Math.max(5, (long) crossing / 2);
            for (long step = 1; step <= half; step++) {
                double noise = Math.exp(0.25 * gaussian(random));
                state = model.trained(state, step, start * Math.pow(1.0 + step, -exponent) * noise);
            }
            StepsForecast forecast = model.forecast(state, goal, half);
            inside += crossing >= forecast.low() - 5 && crossing <= forecast.high() + 5 ? 1 : 0;
            narrow += forecast.high() < 5_000 ? 1 : 0;
        }
        assertThat((double) inside / total).isGreaterThan(0.7);
        assertThat((double) narrow / total).isGreaterThan(0.6);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void percentilesAreInOrderWhateverComes(long seed) {
        var random = new SplittableRandom(seed);
        CurveState state = CurveState.EMPTY;
        for (long step = 1; step <= 200; step++) {
            state = model.trained(state, step, Math.exp(random.nextDouble(-9, 9)));
            if (random.nextInt(10) == 0) {
                state = model.evaluated(state, GOAL, step, Math.exp(random.nextDouble(-9, 9)));
            }
            StepsForecast forecast = model.forecast(state, GOAL, step);

            assertThat(forecast.low()).isBetween((double) step, forecast.median());
            assertThat(forecast.high()).isBetween(forecast.median(), 300.0);
            assertThat(forecast.reaches()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void aLossThatIsNotFiniteChangesNothing() {
        CurveState state = model.trained(CurveState.EMPTY, 1, 2);

        assertThat(model.trained(state, 2, Double.NaN)).isEqualTo(state);
        assertThat(model.trained(state, 2, Double.POSITIVE_INFINITY)).isEqualTo(state);
    }

    @Test
    void aBillionStepsAreForecastAsFastAsAHundred() {
        StepsForecast forecast = model.forecast(CurveState.EMPTY, new Goal(false, 0.15, 1, 1_000_000_000), 0);

        assertThat(forecast.high()).isLessThanOrEqualTo(1_000_000_000);
    }

    @Test
    void chancesGrowWithTheStepsGiven() {
        var forecast = new StepsForecast(20, 30, 50, 100, 300, 0.95);

        assertThat(forecast.chanceWithin(-1)).isZero();
        assertThat(forecast.chanceWithin(10)).isCloseTo(0.1, within(1e-9));
        assertThat(forecast.chanceWithin(30)).isCloseTo(0.5, within(1e-9));
        assertThat(forecast.chanceWithin(80)).isCloseTo(0.9, within(1e-9));
        assertThat(forecast.chanceWithin(1_000)).isEqualTo(0.95);
    }

    private CurveState tuned(LongToDoubleFunction loss, long steps, double noise, long seed) {
        var random = new SplittableRandom(seed);
        CurveState state = CurveState.EMPTY;
        for (long step = 1; step <= steps; step++) {
            double seen = loss.applyAsDouble(step) * Math.exp(noise * gaussian(random));
            state = model.trained(state, step, seen);
            if (step % 10 == 0) {
                state = model.evaluated(state, GOAL, step, loss.applyAsDouble(step));
            }
        }
        return state;
    }

    /** Sum of twelve uniforms, near enough to normal for noise. */
    private static double gaussian(SplittableRandom random) {
        return random.doubles(12).sum() - 6;
    }
}
