package io.prompttuner.simulator.experiment;

import io.prompttuner.simulator.trace.Trace;
import io.prompttuner.simulator.trace.TraceImporter;
import io.prompttuner.simulator.trace.TraceWindow;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.util.List;

/**
 * Jobs of one window of a trace, thinned to a load of the paper.
 *
 * @param trace the rows, with what is known of them
 * @param window those that are run
 * @param importer makes jobs of them
 * @param like whose counts they are thinned to
 */
public record TraceSource(Trace trace, TraceWindow window, TraceImporter importer, PaperLoad like)
        implements WorkloadSource {

    /** All windows of a trace. */
    public static List<WorkloadSource> of(Trace trace, TraceImporter importer, PaperLoad like) {
        return importer.windows(trace, PaperLoad.MINUTES).stream()
                .<WorkloadSource>map(window -> new TraceSource(trace, window, importer, like))
                .toList();
    }

    @Override
    public String workload() {
        return window.name();
    }

    @Override
    public String load() {
        return like.word();
    }

    @Override
    public Workload jobs(double slo, long seed, int bankSize) {
        return importer.workload(trace, window, WorkloadSpec.of(like, slo, seed).withBankSize(bankSize));
    }
}
