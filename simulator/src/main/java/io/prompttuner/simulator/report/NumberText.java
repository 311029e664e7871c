package io.prompttuner.simulator.report;

import java.util.Locale;

/** Numbers as they are written in tables, whatever the machine's language. */
final class NumberText {

    private NumberText() {}

    /** As short as it can be: 1, 0.5. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** {@code 12.34 ± 0.56}; the interval is left out if a single value has none. Intervals take the
     * same room, so that numbers stay below one another. */
    static String of(Estimate estimate) {
        return with("%.2f", estimate);
    }

    /** The same with a sign, for differences. */
    static String signed(Estimate estimate) {
        return with("%+.2f", estimate);
    }

    static String of(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String with(String format, Estimate estimate) {
        String mean = String.format(Locale.ROOT, format, estimate.mean());
        return estimate.count() < 2 ? mean : mean + String.format(Locale.ROOT, " ± %5.2f", estimate.half());
    }
}
