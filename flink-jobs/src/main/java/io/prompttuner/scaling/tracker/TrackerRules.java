package io.prompttuner.scaling.tracker;

/**
 * Rules of the contract that the simulation of the whole protocol switches off one at a time, to show that it would notice.
 * Production knows only {@link #CONTRACT}.
 *
 * @param oneEnd an {@code ended} counts only if its attempt is not below the highest seen before it
 * @param closed the outcome waits for {@code closed}, not just for the end
 */
public record TrackerRules(boolean oneEnd, boolean closed) {

    public static final TrackerRules CONTRACT = new TrackerRules(true, true);
}
