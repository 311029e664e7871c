package io.prompttuner.simulator.experiment;

import io.prompttuner.simulator.workload.Workload;

/** Where the jobs of an experiment are from. */
public interface WorkloadSource {

    /** What is in the reports' column of this name: {@code generated}, or the trace's. */
    String workload();

    /** How heavy it is, in one word. */
    String load();

    /**
     * The jobs. The same seed means the same jobs for any S and any size of the bank, but for what those change.
     *
     * @param slo S
     * @param bankSize candidates in the prompt bank
     */
    Workload jobs(double slo, long seed, int bankSize);
}
