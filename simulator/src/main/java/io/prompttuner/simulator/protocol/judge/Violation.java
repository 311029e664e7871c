package io.prompttuner.simulator.protocol.judge;

/**
 * A promise that was broken.
 *
 * @param at milliseconds since the history began
 */
public record Violation(Property property, long at, String what) {

    @Override
    public String toString() {
        return "%s at %d ms: %s".formatted(property, at, what);
    }
}
