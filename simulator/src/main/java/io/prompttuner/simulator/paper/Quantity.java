package io.prompttuner.simulator.paper;

/** What is compared, and when two values count as near: that is what residuals are counted in. */
public enum Quantity {
    /** Jobs that missed their deadline, in percent. */
    VIOLATIONS(3),
    /** US dollars. */
    COST(3);

    private final double near;

    Quantity(double near) {
        this.near = near;
    }

    /** A difference that is no cause for thought: 3 points of violations, 3 dollars. */
    double near() {
        return near;
    }
}
