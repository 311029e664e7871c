package io.prompttuner.simulator.report;

import java.util.function.Function;

/**
 * Something that is plotted of every policy.
 *
 * @param title of its plots
 * @param unit as it is written at the axis
 * @param estimate of a sample
 * @param floor below which no policy can be
 */
record Measure(String title, String unit, Function<Sample, Estimate> estimate, Function<Floor, Double> floor) {

    static final Measure VIOLATIONS =
            new Measure("Violations", "violations (% of jobs)", Sample::violations, Floor::violationPct);
    static final Measure COST = new Measure("Cost", "cost (US$)", Sample::cost, Floor::costUsd);
}
