package io.prompttuner.domain.convergence;

/** A column of three numbers: coefficients of a curve, or the values of its features at one step. */
public record Vector3(double constant, double log, double linear) {

    static final Vector3 ZERO = new Vector3(0, 0, 0);

    Vector3 plus(Vector3 other, double times) {
        return new Vector3(constant + times * other.constant, log + times * other.log, linear + times * other.linear);
    }

    Vector3 scaled(double by) {
        return new Vector3(by * constant, by * log, by * linear);
    }

    double dot(Vector3 other) {
        return constant * other.constant + log * other.log + linear * other.linear;
    }
}
