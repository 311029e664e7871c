package io.prompttuner.simulator.report.plot;

/**
 * A value to draw, with what it may be off.
 *
 * @param value itself
 * @param half width of the interval to each side; 0 for none
 */
public record Interval(double value, double half) {

    double low() {
        return value - half;
    }

    double high() {
        return value + half;
    }
}
