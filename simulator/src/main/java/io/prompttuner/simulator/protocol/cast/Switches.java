package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.rule.Rules;
import io.prompttuner.scaling.tracker.TrackerRules;

/**
 * Which rules of the contract are in force, for all parts at once.
 *
 * @param look {@code terms} is looked at before a worker is told
 * @param closed {@code closed} is written, and the outcome waits for it
 * @param oneEnd an {@code ended} counts only if its attempt is not below the highest seen before it
 * @param heed a scheduler that reads a higher claim of its role stops
 */
public record Switches(boolean look, boolean closed, boolean oneEnd, boolean heed) {

    /** The contract. */
    public static final Switches ALL = new Switches(true, true, true, true);

    Rules controller() {
        return new Rules(look, closed, oneEnd);
    }

    TrackerRules tracker() {
        return new TrackerRules(oneEnd, closed);
    }
}
