package io.prompttuner.simulator.report;

import java.util.function.Function;

/**
 * Something that is plotted of every policy.
 *
 * @param title of its plots
 * @param unit as it is written at the axis
 * @param most that it can be, so that no axis goes beyond
 * @param estimate of a sample
 * @param floor below which no policy can be
 */
record Measure(
        String title, String unit, double most, Function<Sample, Estimate> estimate, Function<Floor, Double> floor) {

    static final Measure VIOLATIONS =
            new Measure("Violations", "violations (% of jobs)", 100, Sample::violations, Floor::violationPct);
    static final Measure COST = new Measure("Cost", "cost (US$)", Double.MAX_VALUE, Sample::cost, Floor::costUsd);
}
