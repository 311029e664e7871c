package io.prompttuner.simulator.report.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of one kind, one for each category or place on the axis; null where there is none.
 *
 * @param label as in the legend
 * @param colour its number in the palette
 * @param values in the order of the axis
 */
public record Series(String label, int colour, List<@Nullable Interval> values) {

    /** The largest value that any of these has to show; 0 if none is positive. */
    public static double highest(List<Series> all) {
        double highest = 0;
        for (Series series : all) {
            for (@Nullable Interval value : series.values) {
                highest = value == null ? highest : Math.max(highest, value.high());
            }
        }
        return highest;
    }
}
