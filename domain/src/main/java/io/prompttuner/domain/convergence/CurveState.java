package io.prompttuner.domain.convergence;

/**
 * All that the convergence model remembers of one job. A component that older state lacks reads as zero.
 *
 * @param information what is known about the coefficients beyond the prior, in units of one observation
 * @param moment the same, times the coefficients
 * @param squares squared surprises beyond the prior, discounted
 * @param weight how many observations those are worth
 * @param gapSum held-out value minus curve, in logarithms, summed over evaluations, discounted
 * @param gapWeight how many evaluations that is worth
 * @param evaluations how many evaluations there were
 * @param evaluatedAt step of the last evaluation
 */
public record CurveState(
        Symmetric3 information,
        Vector3 moment,
        double squares,
        double weight,
        double gapSum,
        double gapWeight,
        long evaluations,
        long evaluatedAt) {

    /** Nothing seen yet. */
    public static final CurveState EMPTY = new CurveState(Symmetric3.ZERO, Vector3.ZERO, 0, 0, 0, 0, 0, 0);

    public CurveState {
        information = information == null ? Symmetric3.ZERO : information;
        moment = moment == null ? Vector3.ZERO : moment;
    }
}
