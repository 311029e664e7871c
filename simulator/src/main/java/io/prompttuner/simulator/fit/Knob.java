package io.prompttuner.simulator.fit;

import io.prompttuner.simulator.calibration.Calibration;
import java.util.List;

/**
 * Something that the paper does not give and the fit may turn.
 *
 * @param keys entries that have one value together
 * @param low least value that makes sense
 * @param high greatest one
 * @param step by which it is first turned: a factor where the range has a zero-free scale, else a summand
 * @param factor whether the step is a factor
 */
record Knob(List<String> keys, double low, double high, double step, boolean factor) {

    static Knob times(double low, double high, String... keys) {
        return new Knob(List.of(keys), low, high, FIRST_FACTOR, true);
    }

    static Knob plus(double low, double high, double step, String... keys) {
        return new Knob(List.of(keys), low, high, step, false);
    }

    private static final double FIRST_FACTOR = 1.4;

    double value(Calibration calibration) {
        return calibration.value(keys.get(0));
    }

    /** The value that is so far up, or down if the direction is negative; it stays within the range. */
    double turned(double value, double direction) {
        double turned = factor ? value * Math.pow(step, direction) : value + step * direction;
        return Math.max(low, Math.min(high, turned));
    }

    Calibration set(Calibration calibration, double value) {
        Calibration changed = calibration;
        for (String key : keys) {
            changed = changed.with(key, value);
        }
        return changed;
    }
}
