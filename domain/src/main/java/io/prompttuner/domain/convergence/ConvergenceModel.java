package io.prompttuner.domain.convergence;

/**
 * Forecasts the step at which a loss curve crosses its target: Bayesian least squares, online, with forgetting.
 *
 * <p>The logarithm of the training loss after {@code s} steps is taken as {@code a + b ln(1 + s) + c s / 100 + noise}: a
 * power law and an exponential at once, and whichever fits wins. The normal prior on (a, b, c) never fades, everything else
 * is discounted by {@code forgetting} a step, so that the fit follows a curve that bends (recursive least squares with
 * exponential forgetting, Ljung, System Identification, 2nd ed., section 11.2, in information form; the residual variance
 * is that of the conjugate normal-inverse-gamma model, Gelman et al., Bayesian Data Analysis, 3rd ed., section 14.2).
 * Held-out evaluations lie a learnt gap above the curve. The chance that the target is met by a step is the chance that the
 * curve lies below the target there.
 *
 * @param prior belief before the first step
 * @param forgetting factor a step, in (0, 1]; 0.99 remembers about a hundred steps
 */
public record ConvergenceModel(ConvergencePrior prior, double forgetting) {

    private static final double FORGETTING_OF_GAPS = 0.7;
    private static final double PRIOR_WEIGHT_OF_NOISE = 4;
    private static final double GRID_GROWTH = 1.06;

    /** Chances at the last evaluation that count as proof against the curve, not as luck. */
    private static final double BENEFIT_OF_DOUBT = 0.5;

    /** The model with its wide prior and a memory of a hundred steps. */
    public static ConvergenceModel standard() {
        return new ConvergenceModel(ConvergencePrior.wide(), 0.99);
    }

    /** Takes in the training loss of one step. A loss that is not finite says nothing about the curve and is passed over. */
    public CurveState trained(CurveState state, long step, double loss) {
        if (!Double.isFinite(loss)) {
            return state;
        }
        Vector3 x = features(step);
        double y = Math.log(Math.max(loss, Goal.FLOOR));
        Fit fit = fit(state);
        double surprise = y - fit.mean(x);
        return new CurveState(
                state.information().scaled(forgetting).plus(Symmetric3.square(x), 1),
                state.moment().scaled(forgetting).plus(x, y),
                forgetting * state.squares() + surprise * surprise / (1 + fit.leverage(x)),
                forgetting * state.weight() + 1,
                state.gapSum(),
                state.gapWeight(),
                state.evaluations(),
                state.evaluatedAt());
    }

    /** Takes in what a held-out evaluation that did not meet the goal found, in the goal's own terms. */
    public CurveState evaluated(CurveState state, Goal goal, long step, double found) {
        double gap = goal.levelOf(found) - fit(state).mean(features(step));
        boolean usable = Double.isFinite(gap);
        return new CurveState(
                state.information(),
                state.moment(),
                state.squares(),
                state.weight(),
                usable ? FORGETTING_OF_GAPS * state.gapSum() + gap : state.gapSum(),
                usable ? FORGETTING_OF_GAPS * state.gapWeight() + 1 : state.gapWeight(),
                state.evaluations() + 1,
                step);
    }

    /** The distribution of the step at which the goal is met, given that it was not met so far. */
    public StepsForecast forecast(CurveState state, Goal goal, long step) {
        Fit fit = fit(state);
        boolean judged = state.evaluations() > 0;
        double before = judged ? Math.min(BENEFIT_OF_DOUBT, fit.chanceBelow(goal, state, state.evaluatedAt())) : 0;
        double from = Math.max(judged ? state.evaluatedAt() : -1, step - 1);
        var found = new Quantiles(goal.maxSteps(), before);
        for (long at = goal.evaluationAfter(from); !found.add(at, fit.chanceBelow(goal, state, at)); ) {
            at = goal.evaluationAfter(Math.max((double) at, GRID_GROWTH * at - goal.evaluateEvery()));
        }
        return found.forecast(step);
    }

    private static Vector3 features(long step) {
        return new Vector3(1, Math.log1p((double) step), step / 100.0);
    }

    private Fit fit(CurveState state) {
        double variance = prior.noise() * prior.noise();
        Vector3 spread = prior.spread();
        Symmetric3 belief = Symmetric3.diagonal(
                variance / (spread.constant() * spread.constant()),
                variance / (spread.log() * spread.log()),
                variance / (spread.linear() * spread.linear()));
        Symmetric3 covariance = state.information().plus(belief, 1).inverse();
        Vector3 coefficients = covariance.times(state.moment().plus(belief.times(prior.mean()), 1));
        double noise = (state.squares() + PRIOR_WEIGHT_OF_NOISE * variance) / (state.weight() + PRIOR_WEIGHT_OF_NOISE);
        return new Fit(coefficients, covariance, noise);
    }

    /** Posterior of the curve: mean and covariance (in units of {@code noise}, the variance of one step). */
    private final class Fit {
        private final Vector3 coefficients;
        private final Symmetric3 covariance;
        private final double noise;

        Fit(Vector3 coefficients, Symmetric3 covariance, double noise) {
            this.coefficients = coefficients;
            this.covariance = covariance;
            this.noise = noise;
        }

        double mean(Vector3 x) {
            return coefficients.dot(x);
        }

        double leverage(Vector3 x) {
            return x.dot(covariance.times(x));
        }

        double chanceBelow(Goal goal, CurveState state, long step) {
            Vector3 x = features(step);
            double gap = (prior.gap(goal) + state.gapSum()) / (1 + state.gapWeight());
            double gapVariance = prior.gapSpread(goal) * prior.gapSpread(goal) / (1 + state.gapWeight());
            double spread = Math.sqrt(noise * leverage(x) + gapVariance);
            return Normal.below((goal.level() - mean(x) - gap) / spread);
        }
    }
}
