package io.prompttuner.simulator.report;

import io.prompttuner.simulator.experiment.RunResult;
import java.util.Collection;
import java.util.TreeMap;

/**
 * What no policy could do better in one scene, on average over its seeds.
 *
 * @param violationPct least violations, in percent of the jobs
 * @param costUsd least cost, at the price that the runs were billed at
 */
record Floor(double violationPct, double costUsd) {

    /** Of all runs of a scene. If they do not agree on a seed, the lower bound is the one that holds for all. */
    static Floor of(Collection<Judged> runs) {
        double price = runs.stream()
                .map(Judged::result)
                .filter(run -> run.gpuSeconds() > 0)
                .mapToDouble(Floor::price)
                .findFirst()
                .orElse(0);
        var violations = new TreeMap<Long, Double>();
        var seconds = new TreeMap<Long, Double>();
        for (Judged run : runs) {
            violations.merge(run.result().seed(), run.bound().violationPct(), Math::min);
            seconds.merge(run.result().seed(), run.bound().gpuSeconds(), Math::min);
        }
        return new Floor(mean(violations.values()), mean(seconds.values()) * price);
    }

    private static double price(RunResult run) {
        return run.costUsd() / run.gpuSeconds();
    }

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
