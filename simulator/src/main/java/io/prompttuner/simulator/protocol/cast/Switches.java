package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.rule.Rules;
import io.prompttuner.controller.rule.Windows;
import io.prompttuner.scaling.tracker.TrackerRules;
import io.prompttuner.simulator.protocol.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Which rules of the contract are in force, for all parts at once: all but some. */
public record Switches(Set<Rule> off) {

    /** The contract. */
    public static final Switches ALL = new Switches(Set.of());

    private static final Duration EVER = Duration.ofDays(1_000);

    public Switches {
        off = Set.copyOf(off);
    }

    public static Switches without(Rule... rules) {
        return new Switches(Set.copyOf(List.of(rules)));
    }

    public boolean has(Rule rule) {
        return !off.contains(rule);
    }

    Rules controller() {
        return new Rules(has(Rule.LOOK_BEFORE_TELLING), has(Rule.CLOSED), has(Rule.ONE_END));
    }

    TrackerRules tracker() {
        return new TrackerRules(has(Rule.ONE_END), has(Rule.CLOSED));
    }

    Windows windows() {
        Windows real = Windows.DEFAULT;
        return has(Rule.SILENCE_NOTICED)
                ? real
                : new Windows(real.adoption(), EVER, real.start(), real.abandon(), real.sweep());
    }
}
