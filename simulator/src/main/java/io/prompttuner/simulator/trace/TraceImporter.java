package io.prompttuner.simulator.trace;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes workloads from a trace: as dense and mixed as a generated one would be, with what the trace does not say drawn as
 * for that one.
 *
 * @param options what of the trace is kept as it is
 */
public record TraceImporter(Calibration calibration, TraceOptions options) {

    private static final double SECONDS_PER_MINUTE = 60;

    /**
     * All windows of the trace.
     *
     * @param spec the generated workload that each should be like: its jobs by model, length, S, seed and bank
     */
    public ImportedTrace workloads(Trace trace, WorkloadSpec spec) {
        Set<Column> heeded = trace.columns().stream().filter(options::heeds).collect(Collectors.toSet());
        var workloads = new ArrayList<Workload>();
        var reports = new ArrayList<WindowReport>();
        windows(trace, spec).forEach((index, rows) -> {
            double start = options.windowed()
                    ? index * windowSeconds(spec)
                    : rows.get(0).submitSeconds();
            String name = options.windowed() ? "%s-%d".formatted(trace.name(), index) : trace.name();
            var window = new WindowImport(calibration, options, heeded, spec, index, start);
            Workload workload = window.workload(name, rows);
            workloads.add(workload);
            reports.add(report(window, spec, rows, start));
        });
        return new ImportedTrace(workloads, reports, drawn(heeded));
    }

    private TreeMap<Integer, List<TraceRow>> windows(Trace trace, WorkloadSpec spec) {
        var windows = new TreeMap<Integer, List<TraceRow>>();
        for (TraceRow row : trace.rows()) {
            int index = options.windowed() ? (int) (row.submitSeconds() / windowSeconds(spec)) : 0;
            windows.computeIfAbsent(index, none -> new ArrayList<>()).add(row);
        }
        return windows;
    }

    private WindowReport report(WindowImport window, WorkloadSpec spec, List<TraceRow> rows, double start) {
        double last = rows.get(rows.size() - 1).submitSeconds();
        int minutes = options.windowed() ? spec.minutes() : 1 + (int) ((last - start) / SECONDS_PER_MINUTE);
        return new WindowReport(
                window.index(),
                rows.size(),
                window.kept().size(),
                peak(rows, start, minutes),
                peak(window.kept(), start, minutes),
                window.longer(),
                window.shorter(),
                window.narrower());
    }

    private static List<Column> drawn(Set<Column> heeded) {
        return Arrays.stream(Column.values())
                .filter(column -> !heeded.contains(column) && column != Column.JOB_ID)
                .toList();
    }

    private static double windowSeconds(WorkloadSpec spec) {
        return spec.minutes() * SECONDS_PER_MINUTE;
    }

    private static double peak(Collection<TraceRow> rows, double start, int minutes) {
        var counts = new TreeMap<Integer, Integer>();
        rows.forEach(row -> counts.merge(
                Math.min(minutes - 1, (int) ((row.submitSeconds() - start) / SECONDS_PER_MINUTE)), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return rows.isEmpty() ? 0 : (double) most * minutes / rows.size();
    }
}
