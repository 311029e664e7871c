package io.prompttuner.simulator.experiment;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.cluster.GpuState;
import io.prompttuner.simulator.cluster.JobResult;
import io.prompttuner.simulator.cluster.Observer;
import io.prompttuner.simulator.cluster.Simulation;
import io.prompttuner.simulator.cluster.SimulationResult;
import io.prompttuner.simulator.workload.Workload;
import java.util.SortedMap;
import java.util.TreeMap;

/** One policy on one scenario: pure, and the same each time. */
public record Run(Scenario scenario, Variant variant) {

    private static final double SECONDS_PER_HOUR = 3600;

    public RunResult result(Calibration calibration) {
        return result(calibration, Observer.NOBODY);
    }

    /** The same, with somebody looking on. */
    public RunResult result(Calibration calibration, Observer observer) {
        Workload jobs = scenario.source().jobs(scenario.slo(), scenario.seed(), variant.bankSize());
        SimulationResult played = Simulation.run(
                jobs, variant.system(scenario.gpus(), calibration), variant.policy(), scenario.seed(), observer);
        double paidFor = switch (variant.billing()) {
            case USE -> played.warmGpuSeconds();
            case CLUSTER -> played.allGpuSeconds();
        };
        return new RunResult(
                scenario.source().workload(),
                scenario.source().load(),
                scenario.slo(),
                scenario.gpus(),
                variant.spec(),
                scenario.seed(),
                played.jobs().size(),
                played.violations(),
                played.unfinished(),
                paidFor / SECONDS_PER_HOUR * calibration.price(),
                paidFor,
                played.gpuSeconds(GpuState.LOADING),
                played.resizes(),
                tenants(played));
    }

    private static SortedMap<String, Tally> tenants(SimulationResult played) {
        var tenants = new TreeMap<String, Tally>();
        for (JobResult job : played.jobs()) {
            tenants.merge(job.job().tenant(), Tally.NONE.plus(job.met()), Tally::plus);
        }
        return tenants;
    }
}
