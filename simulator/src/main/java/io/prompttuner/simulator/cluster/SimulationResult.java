package io.prompttuner.simulator.cluster;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one run came to.
 *
 * @param gpus there were in all
 * @param endMicros when the last job ended, or nothing more could happen
 * @param jobs in the order of their arrival
 * @param gpuMicros GPU-time by what the GPUs were doing; adds up to {@code gpus x endMicros}
 * @param plans how often the policy was asked
 */
public record SimulationResult(
        int gpus, long endMicros, List<JobResult> jobs, Map<GpuState, Long> gpuMicros, long plans) {

    public SimulationResult {
        jobs = List.copyOf(jobs);
        gpuMicros = new EnumMap<>(gpuMicros);
    }

    /** Jobs that did not meet their deadline, unfinished ones included. */
    public long violations() {
        return jobs.stream().filter(job -> !job.met()).count();
    }

    /** Jobs that never reached their target. */
    public long unfinished() {
        return jobs.stream().filter(job -> !job.ended()).count();
    }

    /** How often a running job's number of workers changed. */
    public long resizes() {
        return jobs.stream().mapToLong(JobResult::resizes).sum();
    }

    /** Seconds of GPUs in this state, summed over all. */
    public double gpuSeconds(GpuState state) {
        return SimTime.seconds(gpuMicros.getOrDefault(state, 0L));
    }

    /** Seconds of GPUs that were not cold: what is paid for where the cold pool costs nothing. */
    public double warmGpuSeconds() {
        return SimTime.seconds((long) gpus * endMicros) - gpuSeconds(GpuState.COLD);
    }

    /** Seconds of all GPUs until the end: what is paid for where a cluster is rented as a whole. */
    public double allGpuSeconds() {
        return SimTime.seconds((long) gpus * endMicros);
    }
}
