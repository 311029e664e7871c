package io.prompttuner.simulator.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * Every policy on every combination of the rest.
 *
 * @param sources where jobs are from
 * @param slos values of S
 * @param gpus sizes of the cluster
 * @param firstSeed of the seeds, which follow on one another
 * @param seeds how many
 * @param variants policies with their switches
 */
public record Grid(
        List<WorkloadSource> sources,
        List<Double> slos,
        List<Integer> gpus,
        long firstSeed,
        int seeds,
        List<Variant> variants) {

    /** All runs, those of one scenario together. */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (Scenario scenario : scenarios()) {
            variants.forEach(variant -> runs.add(new Run(scenario, variant)));
        }
        return runs;
    }

    private List<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        for (WorkloadSource source : sources) {
            for (double slo : slos) {
                for (int size : gpus) {
                    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
                        scenarios.add(new Scenario(source, slo, size, seed));
                    }
                }
            }
        }
        return scenarios;
    }
}
