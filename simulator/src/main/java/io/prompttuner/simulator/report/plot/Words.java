package io.prompttuner.simulator.report.plot;

import java.util.Locale;

/** What is shown when one points at a value. */
final class Words {

    private Words() {}

    static String hover(String of, String values, Interval value) {
        String interval = value.half() > 0 ? String.format(Locale.ROOT, " ± %.2f", value.half()) : "";
        return String.format(Locale.ROOT, "%s\n%s: %.2f%s", of, values, value.value(), interval);
    }
}
