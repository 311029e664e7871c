package io.prompttuner.simulator.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of each line of a file: the header, a row, a bad row or a blank.
 *
 * @param lines of the file, its header among them
 * @param rows that are used
 * @param bad rows that are not
 * @param blank lines without anything
 * @param outOfOrder rows that came before the row above them; they were sorted
 * @param reasons how often each thing was wrong first with a row
 * @param firstBad the first bad rows; at most {@link #MOST_NAMED}
 * @param ignored columns that nobody knows
 */
public record TraceReport(
        long lines,
        long rows,
        long bad,
        long blank,
        long outOfOrder,
        Map<String, Long> reasons,
        List<BadRow> firstBad,
        List<String> ignored) {

    /** Most bad rows that are named one by one. */
    public static final int MOST_NAMED = 100;

    public TraceReport {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        firstBad = List.copyOf(firstBad);
        ignored = List.copyOf(ignored);
    }

    /** The report for a reader. */
    public List<String> text() {
        var text = new ArrayList<String>();
        text.add("%d lines: 1 header, %d rows, %d bad rows, %d blank lines".formatted(lines, rows, bad, blank));
        if (outOfOrder > 0) {
            text.add("%d rows were earlier than the row above them; sorted".formatted(outOfOrder));
        }
        if (!ignored.isEmpty()) {
            int more = Math.max(0, ignored.size() - MOST_NAMED);
            String named = String.join(", ", ignored.subList(0, ignored.size() - more));
            text.add("columns that are not known: %s%s"
                    .formatted(named, more > 0 ? " and %d more".formatted(more) : ""));
        }
        firstBad.forEach(row -> text.add("bad row, " + row));
        if (bad > firstBad.size()) {
            text.add("and %d more bad rows; of all:".formatted(bad - firstBad.size()));
            reasons.forEach((reason, count) -> text.add("  %d: %s".formatted(count, reason)));
        }
        return text;
    }
}
