package io.prompttuner.simulator.paper;

import io.prompttuner.simulator.workload.PaperLoad;

/**
 * One cell of the paper's evaluation.
 *
 * @param load which trace
 * @param slo S
 * @param gpus of the cluster
 * @param policy with its switches
 */
record Probe(PaperLoad load, double slo, int gpus, String policy) {

    private static final int PAPER_GPUS = 32;

    /** On the paper's 32 GPUs. */
    static Probe of(PaperLoad load, double slo, String policy) {
        return new Probe(load, slo, PAPER_GPUS, policy);
    }
}
