package io.prompttuner.simulator.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A part of a trace that is run on its own.
 *
 * @param name of the workload that is made of it
 * @param index counted from 0 at the beginning of the trace
 * @param start seconds of the trace at which it begins
 * @param minutes how long it is
 * @param rows by time of arrival, at least one
 */
public record TraceWindow(String name, int index, double start, int minutes, List<TraceRow> rows) {

    private static final double SECONDS_PER_MINUTE = 60;

    public TraceWindow {
        rows = List.copyOf(rows);
    }

    /** The trace in one piece, from its first row. */
    static List<TraceWindow> whole(Trace trace) {
        List<TraceRow> rows = trace.rows();
        if (rows.isEmpty()) {
            return List.of();
        }
        double start = rows.get(0).submitSeconds();
        double seconds = rows.get(rows.size() - 1).submitSeconds() - start;
        return List.of(new TraceWindow(trace.name(), 0, start, 1 + (int) (seconds / SECONDS_PER_MINUTE), rows));
    }

    /** The trace in windows of so many minutes; those without rows are left out. */
    static List<TraceWindow> cut(Trace trace, int minutes) {
        double seconds = minutes * SECONDS_PER_MINUTE;
        var windows = new TreeMap<Integer, List<TraceRow>>();
        for (TraceRow row : trace.rows()) {
            windows.computeIfAbsent((int) (row.submitSeconds() / seconds), none -> new ArrayList<>())
                    .add(row);
        }
        return windows.entrySet().stream()
                .map(window -> new TraceWindow(
                        "%s-%d".formatted(trace.name(), window.getKey()),
                        window.getKey(),
                        window.getKey() * seconds,
                        minutes,
                        window.getValue()))
                .toList();
    }

    /** How many of some of its rows arrive in their busiest minute, as a multiple of the mean one. */
    double peak(Collection<TraceRow> some) {
        var counts = new TreeMap<Integer, Integer>();
        some.forEach(row -> counts.merge(
                Math.min(minutes - 1, (int) ((row.submitSeconds() - start) / SECONDS_PER_MINUTE)), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return some.isEmpty() ? 0 : (double) most * minutes / some.size();
    }
}
