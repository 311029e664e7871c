package io.prompttuner.simulator.trace;

/** A row that is left out, and why. */
public record BadRow(long line, String reason) {

    @Override
    public String toString() {
        return "line %d: %s".formatted(line, reason);
    }
}
