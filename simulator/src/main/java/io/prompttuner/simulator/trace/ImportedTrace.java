package io.prompttuner.simulator.trace;

import io.prompttuner.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Workloads made from a trace, and what was made up for them.
 *
 * @param workloads one a window that has rows; one in all if it was not cut
 * @param windows what became of the rows of each
 * @param drawn columns that the trace does not have, or that were not to be heeded: their values are those of a generated
 *     workload
 */
public record ImportedTrace(List<Workload> workloads, List<WindowReport> windows, List<Column> drawn) {

    public ImportedTrace {
        workloads = List.copyOf(workloads);
        windows = List.copyOf(windows);
        drawn = List.copyOf(drawn);
    }

    /** The report for a reader. */
    public List<String> text() {
        var text = new ArrayList<String>();
        if (!drawn.isEmpty()) {
            text.add("drawn as for a generated workload: "
                    + drawn.stream().map(Column::word).collect(Collectors.joining(", ")));
        }
        windows.forEach(window -> text.add(window.toString()));
        return text;
    }
}
