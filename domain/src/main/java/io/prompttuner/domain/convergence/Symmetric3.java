package io.prompttuner.domain.convergence;

/** A symmetric 3 x 3 matrix, named by the features that meet in each entry: c(onstant), g (log), n (linear). */
public record Symmetric3(double cc, double cg, double cn, double gg, double gn, double nn) {

    static final Symmetric3 ZERO = new Symmetric3(0, 0, 0, 0, 0, 0);

    static Symmetric3 diagonal(double cc, double gg, double nn) {
        return new Symmetric3(cc, 0, 0, gg, 0, nn);
    }

    /** The outer product of a column with itself. */
    static Symmetric3 square(Vector3 v) {
        return new Symmetric3(
                v.constant() * v.constant(),
                v.constant() * v.log(),
                v.constant() * v.linear(),
                v.log() * v.log(),
                v.log() * v.linear(),
                v.linear() * v.linear());
    }

    Symmetric3 plus(Symmetric3 other, double times) {
        return new Symmetric3(
                cc + times * other.cc,
                cg + times * other.cg,
                cn + times * other.cn,
                gg + times * other.gg,
                gn + times * other.gn,
                nn + times * other.nn);
    }

    Symmetric3 scaled(double by) {
        return ZERO.plus(this, by);
    }

    Vector3 times(Vector3 v) {
        return new Vector3(
                cc * v.constant() + cg * v.log() + cn * v.linear(),
                cg * v.constant() + gg * v.log() + gn * v.linear(),
                cn * v.constant() + gn * v.log() + nn * v.linear());
    }

    /** By cofactors; the matrix must be positive definite, as a prior plus any squares is. */
    Symmetric3 inverse() {
        double cofactorCc = gg * nn - gn * gn;
        double cofactorCg = cn * gn - cg * nn;
        double cofactorCn = cg * gn - cn * gg;
        double determinant = cc * cofactorCc + cg * cofactorCg + cn * cofactorCn;
        return new Symmetric3(
                        cofactorCc, cofactorCg, cofactorCn, cc * nn - cn * cn, cg * cn - cc * gn, cc * gg - cg * cg)
                .scaled(1 / determinant);
    }
}
