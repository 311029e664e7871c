package io.prompttuner.simulator.report;

import io.prompttuner.simulator.experiment.RunResult;

/**
 * What policies are compared on: everything about a scenario but its seed.
 *
 * @param workload where the jobs are from
 * @param load how heavy it is
 * @param slo S
 * @param gpus of the cluster
 */
record Scene(String workload, String load, double slo, int gpus) {

    static Scene of(RunResult run) {
        return new Scene(run.workload(), run.load(), run.slo(), run.gpus());
    }

    /** S as people write it. */
    String sloText() {
        return NumberText.plain(slo);
    }

    @Override
    public String toString() {
        return "%s, load %s, S %s, %s GPUs".formatted(workload, load, sloText(), gpus);
    }
}
