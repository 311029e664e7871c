package io.prompttuner.gateway.submit;

import java.math.BigDecimal;

/** The smallest and the largest value that are accepted, both included. */
public record Bounds(double least, double most) {

    boolean hold(double value) {
        return value >= least && value <= most;
    }

    /** As people write numbers: 100000 rather than 100000.0. */
    @Override
    public String toString() {
        return "from %s to %s".formatted(shown(least), shown(most));
    }

    private static String shown(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
