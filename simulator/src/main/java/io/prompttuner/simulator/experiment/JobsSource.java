package io.prompttuner.simulator.experiment;

import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import io.prompttuner.simulator.workload.WorkloadSpec;

/** So many jobs, as dense and mixed as the paper's medium load, over as much time as they take. */
public record JobsSource(int count, WorkloadGenerator generator) implements WorkloadSource {

    @Override
    public String workload() {
        return "generated";
    }

    @Override
    public String load() {
        return count + "-jobs";
    }

    @Override
    public Workload jobs(double slo, long seed, int bankSize) {
        return generator.generate(WorkloadSpec.ofJobs(count, slo, seed).withBankSize(bankSize));
    }
}
