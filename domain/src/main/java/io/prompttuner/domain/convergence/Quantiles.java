package io.prompttuner.domain.convergence;

/** Reads percentiles off a chance that is given step by step, and that is made to grow if it does not. */
final class Quantiles {

    private final long last;
    private final double before;
    private double low = -1;
    private double median = -1;
    private double high = -1;
    private double chance;

    /**
     * @param last step at which the distribution is cut off
     * @param before chance up to here that did not come true
     */
    Quantiles(long last, double before) {
        this.last = last;
        this.before = before;
    }

    /** Takes the chance that the target is met by a step; returns whether it was the last one needed. */
    boolean add(long step, double metBy) {
        chance = Math.max(chance, (metBy - before) / (1 - before));
        low = low < 0 && chance >= 0.1 ? step : low;
        median = median < 0 && chance >= 0.5 ? step : median;
        high = high < 0 && chance >= 0.9 ? step : high;
        return step >= last;
    }

    StepsForecast forecast(long step) {
        return new StepsForecast(step, orLast(low), orLast(median), orLast(high), last, chance);
    }

    private double orLast(double found) {
        return found < 0 ? last : found;
    }
}
