package io.prompttuner.simulator.report.timeline;

import io.prompttuner.simulator.cluster.JobResult;
import io.prompttuner.simulator.experiment.RunResult;
import java.util.List;

/**
 * One run as it went by.
 *
 * @param run what it came to
 * @param endMicros when the last thing happened
 * @param segments in the order of their end
 * @param jobs in the order of their arrival, each as it was last seen
 * @param decisions on jobs, in order
 * @param pools decisions on pools, in order
 * @param usage of GPUs, in order
 */
public record Recording(
        RunResult run,
        long endMicros,
        List<Segment> segments,
        List<JobResult> jobs,
        List<Decision> decisions,
        List<PoolDecision> pools,
        List<Usage> usage) {

    public Recording {
        segments = List.copyOf(segments);
        jobs = List.copyOf(jobs);
        decisions = List.copyOf(decisions);
        pools = List.copyOf(pools);
        usage = List.copyOf(usage);
    }
}
