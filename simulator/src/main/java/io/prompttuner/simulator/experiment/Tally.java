package io.prompttuner.simulator.experiment;

/**
 * How many jobs, and how many of them missed their deadline.
 *
 * @param jobs all
 * @param violations those that missed
 */
public record Tally(long jobs, long violations) {

    /** Of none. */
    public static final Tally NONE = new Tally(0, 0);

    private static final double PERCENT = 100;

    public Tally plus(boolean met) {
        return new Tally(jobs + 1, violations + (met ? 0 : 1));
    }

    public Tally plus(Tally other) {
        return new Tally(jobs + other.jobs, violations + other.violations);
    }

    /** In percent; 0 if there are no jobs. */
    public double violationPct() {
        return jobs == 0 ? 0 : PERCENT * violations / jobs;
    }
}
