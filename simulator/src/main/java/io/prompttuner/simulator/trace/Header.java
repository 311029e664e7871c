package io.prompttuner.simulator.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which column is where.
 *
 * @param positions of those that are known
 * @param ignored names of the others
 * @param size how many there are
 */
record Header(Map<Column, Integer> positions, List<String> ignored, int size) {

    Header {
        positions = Collections.unmodifiableMap(new EnumMap<>(positions));
        ignored = List.copyOf(ignored);
    }

    /** Reads the first line; {@link InvalidTraceException} if no trace can begin with it. */
    static Header of(String trace, Line line) {
        Cells cells = Cells.of(line.text());
        String fault = line.fault() == null ? cells.fault() : line.fault();
        if (fault != null) {
            throw new InvalidTraceException(trace, "line 1, the header: " + fault);
        }
        var positions = new EnumMap<Column, Integer>(Column.class);
        var ignored = new ArrayList<String>();
        List<String> names = cells.values();
        for (int n = 0; n < names.size(); n++) {
            String name = names.get(n);
            int position = n;
            Column.of(name)
                    .ifPresentOrElse(
                            column -> put(trace, positions, column, position), () -> ignored.add(Words.shown(name)));
        }
        if (!positions.containsKey(Column.SUBMIT_SECONDS)) {
            throw new InvalidTraceException(
                    trace,
                    "line 1: expected a header with submit_seconds or arrival_seconds, got "
                            + Words.shown(line.text()));
        }
        return new Header(positions, ignored, names.size());
    }

    boolean has(Column column) {
        return positions.containsKey(column);
    }

    /** What a row has there, or nothing if there is no such column. */
    String cell(List<String> cells, Column column) {
        Integer position = positions.get(column);
        return position == null ? "" : cells.get(position);
    }

    Set<Column> columns() {
        return positions.keySet();
    }

    private static void put(String trace, Map<Column, Integer> positions, Column column, int position) {
        if (positions.put(column, position) != null) {
            throw new InvalidTraceException(trace, "line 1: more than one column for " + column.word());
        }
    }
}
