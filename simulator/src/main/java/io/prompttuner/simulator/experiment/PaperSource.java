package io.prompttuner.simulator.experiment;

import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import io.prompttuner.simulator.workload.WorkloadSpec;

/** Jobs like those of the paper's traces. */
public record PaperSource(PaperLoad paper, WorkloadGenerator generator) implements WorkloadSource {

    @Override
    public String workload() {
        return "generated";
    }

    @Override
    public String load() {
        return paper.word();
    }

    @Override
    public Workload jobs(double slo, long seed, int bankSize) {
        return generator.generate(WorkloadSpec.of(paper, slo, seed).withBankSize(bankSize));
    }
}
