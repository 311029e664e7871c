package io.prompttuner.simulator.trace;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes workloads from a trace: as dense and mixed as a generated one would be, with what the trace does not say drawn as
 * for that one.
 *
 * @param options what of the trace is kept as it is
 */
public record TraceImporter(Calibration calibration, TraceOptions options) {

    /** The parts of a trace that are run on their own, each so many minutes long unless it is taken as it is recorded. */
    public List<TraceWindow> windows(Trace trace, int minutes) {
        return options.windowed() ? TraceWindow.cut(trace, minutes) : TraceWindow.whole(trace);
    }

    /**
     * One window of the trace.
     *
     * @param spec the generated workload that it should be like: its jobs by model, S, seed and bank
     */
    public Workload workload(Trace trace, TraceWindow window, WorkloadSpec spec) {
        return new WindowImport(calibration, options, heeded(trace), spec, window).workload();
    }

    /** All windows of the trace, and what became of its rows. */
    public ImportedTrace workloads(Trace trace, WorkloadSpec spec) {
        Set<Column> heeded = heeded(trace);
        var workloads = new ArrayList<Workload>();
        var reports = new ArrayList<WindowReport>();
        for (TraceWindow window : windows(trace, spec.minutes())) {
            var imported = new WindowImport(calibration, options, heeded, spec, window);
            workloads.add(imported.workload());
            reports.add(imported.report());
        }
        return new ImportedTrace(workloads, reports, drawn(heeded));
    }

    private Set<Column> heeded(Trace trace) {
        return trace.columns().stream().filter(options::heeds).collect(Collectors.toSet());
    }

    private static List<Column> drawn(Set<Column> heeded) {
        return Arrays.stream(Column.values())
                .filter(column -> !heeded.contains(column) && column != Column.JOB_ID)
                .toList();
    }
}
