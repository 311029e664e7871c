package io.prompttuner.simulator.experiment;

import io.prompttuner.simulator.trace.ImportedTrace;
import io.prompttuner.simulator.trace.Trace;
import io.prompttuner.simulator.trace.TraceImporter;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Jobs of one window of a trace, thinned to a load of the paper.
 *
 * @param trace the rows
 * @param importer makes jobs of them
 * @param like whose counts they are thinned to
 * @param window which of the windows that have rows, from 0
 * @param workload what the window is called
 */
public record TraceSource(Trace trace, TraceImporter importer, PaperLoad like, int window, String workload)
        implements WorkloadSource {

    /** All windows of a trace. */
    public static List<WorkloadSource> of(Trace trace, TraceImporter importer, PaperLoad like) {
        List<WorkloadSource> sources = new ArrayList<>();
        ImportedTrace once = importer.workloads(trace, WorkloadSpec.of(like, 1, 1));
        for (int window = 0; window < once.workloads().size(); window++) {
            sources.add(new TraceSource(
                    trace, importer, like, window, once.workloads().get(window).name()));
        }
        return sources;
    }

    @Override
    public String load() {
        return like.word();
    }

    @Override
    public Workload jobs(double slo, long seed, int bankSize) {
        WorkloadSpec spec = WorkloadSpec.of(like, slo, seed).withBankSize(bankSize);
        return importer.workloads(trace, spec).workloads().get(window);
    }
}
