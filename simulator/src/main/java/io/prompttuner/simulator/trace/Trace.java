package io.prompttuner.simulator.trace;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Recorded jobs.
 *
 * @param name for reports
 * @param columns that it has
 * @param rows by time of arrival
 * @param report what became of each line of the file
 */
public record Trace(String name, Set<Column> columns, List<TraceRow> rows, TraceReport report) {

    public Trace {
        var some = EnumSet.noneOf(Column.class);
        some.addAll(columns);
        columns = Collections.unmodifiableSet(some);
        rows = List.copyOf(rows);
    }

    public boolean has(Column column) {
        return columns.contains(column);
    }
}
