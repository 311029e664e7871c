package io.prompttuner.trainer.tuning;

/**
 * What one leaf of a sum gives, or a whole subtree of {@link GradientTree} together: the unit in which the work of a
 * step can be divided.
 */
public sealed interface Partial<P extends Partial<P>> permits Gradient, Scores {

    /** This one, left, and the other, right. The order matters to the bits. */
    P plus(P other);
}
