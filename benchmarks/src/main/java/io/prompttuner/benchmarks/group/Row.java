package io.prompttuner.benchmarks.group;

import io.prompttuner.benchmarks.reaction.measure.Latencies;
import java.util.Locale;

/** A row of a table of waits, in milliseconds. */
final class Row {

    static final String HEAD = "%-52s %8s %9s %9s %9s";

    private Row() {}

    static String of(String name, Latencies found) {
        return String.format(
                Locale.ROOT,
                "%-52s %8d %9.2f %9.2f %9.2f",
                name,
                found.count(),
                found.percentile(0.5),
                found.percentile(0.99),
                found.max());
    }
}
