package io.prompttuner.simulator.paper;

/** How the figure of a row follows from the means of its cells. */
enum Formula {
    /** The mean itself. */
    VALUE,
    /** The other mean less this one, in the quantity's unit. */
    MORE,
    /** By how many percent this mean is above the other; negative if below. */
    PERCENT,
    /** The other mean over this one. */
    TIMES
}
