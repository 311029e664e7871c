package io.prompttuner.simulator.report;

import io.prompttuner.simulator.experiment.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What one policy came to with each seed, in one scene or on average over several.
 *
 * @param bySeed outcomes
 */
record Sample(SortedMap<Long, Outcome> bySeed) {

    private static final double PERCENT = 100;

    /** With one seed. */
    record Outcome(double violationPct, double costUsd) {}

    static Sample of(Collection<Judged> runs) {
        var bySeed = new TreeMap<Long, Outcome>();
        runs.forEach(run -> bySeed.put(
                run.result().seed(),
                new Outcome(run.result().violationPct(), run.result().costUsd())));
        return new Sample(bySeed);
    }

    /** Averages over scenes, seed by seed; a seed that is missing in one is left out. */
    static Sample mean(List<Sample> samples) {
        var bySeed = new TreeMap<Long, Outcome>();
        samples.get(0).bySeed.keySet().stream()
                .filter(seed -> samples.stream().allMatch(sample -> sample.bySeed.containsKey(seed)))
                .forEach(seed -> {
                    List<Outcome> outcomes = samples.stream()
                            .map(sample -> sample.bySeed.get(seed))
                            .toList();
                    bySeed.put(
                            seed, new Outcome(mean(outcomes, Outcome::violationPct), mean(outcomes, Outcome::costUsd)));
                });
        return new Sample(bySeed);
    }

    Estimate violations() {
        return Estimate.of(
                bySeed.values().stream().mapToDouble(Outcome::violationPct).toArray());
    }

    Estimate cost() {
        return Estimate.of(
                bySeed.values().stream().mapToDouble(Outcome::costUsd).toArray());
    }

    /** By how many percentage points it violates more than another, paired by seed. */
    Estimate violationsAbove(Sample other) {
        return paired(other, (mine, theirs) -> mine.violationPct - theirs.violationPct);
    }

    /** By how many percent it costs more than another, paired by seed; where that costs nothing it is no more. */
    Estimate costAbove(Sample other) {
        return paired(
                other,
                (mine, theirs) -> theirs.costUsd > 0 ? PERCENT * (mine.costUsd - theirs.costUsd) / theirs.costUsd : 0);
    }

    private interface Difference {
        double between(Outcome mine, Outcome theirs);
    }

    private Estimate paired(Sample other, Difference difference) {
        var differences = new ArrayList<Double>();
        bySeed.forEach((seed, mine) -> {
            if (other.bySeed.containsKey(seed)) {
                differences.add(difference.between(mine, other.bySeed.get(seed)));
            }
        });
        return Estimate.of(differences.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).average().orElse(0);
    }

    /** Jobs of all runs together. */
    static Tally jobs(Collection<Judged> runs) {
        return runs.stream()
                .map(run -> new Tally(run.result().jobs(), run.result().violations()))
                .reduce(Tally.NONE, Tally::plus);
    }
}
