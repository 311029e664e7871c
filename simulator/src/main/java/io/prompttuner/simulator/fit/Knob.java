package io.prompttuner.simulator.fit;

import io.prompttuner.simulator.calibration.Calibration;
import java.util.List;

/**
 * Something that the paper does not give and the fit may turn.
 *
 * @param keys entries that have one value together
 * @param low least value that makes sense
 * @param high greatest one
 * @param step by which it is first turned
 * @param scale how it is turned
 */
record Knob(List<String> keys, double low, double high, double step, Scale scale) {

    private static final double FIRST_FACTOR = 1.4;

    /** How a value is turned. */
    enum Scale {
        /** Times the step. */
        FACTOR,
        /** Plus the step. */
        SUM,
        /** The same, and then the nearest whole number. */
        WHOLE
    }

    static Knob times(double low, double high, String... keys) {
        return new Knob(List.of(keys), low, high, FIRST_FACTOR, Scale.FACTOR);
    }

    static Knob plus(double low, double high, double step, String key) {
        return new Knob(List.of(key), low, high, step, Scale.SUM);
    }

    static Knob whole(double low, double high, double step, String key) {
        return new Knob(List.of(key), low, high, step, Scale.WHOLE);
    }

    double value(Calibration calibration) {
        return calibration.value(keys.get(0));
    }

    /** The value that is so far up, or down if the direction is negative; it stays within the range. */
    double turned(double value, double direction) {
        double turned = switch (scale) {
            case FACTOR -> value * Math.pow(step, direction);
            case SUM -> value + step * direction;
            case WHOLE -> Math.rint(value + step * direction);
        };
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
