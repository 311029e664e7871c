package io.prompttuner.trainer.tuning;

import java.util.function.IntFunction;

/**
 * Sums gradients, or whatever else the leaves of a {@link Round} give, by one fixed binary tree over their indices.
 *
 * <p>The tree depends on the number of leaves alone. However many workers compute the leaves, whoever owns a
 * whole subtree may send its one partial sum, and the bits of the result stay the same.
 */
public final class GradientTree {

    private GradientTree() {}

    /** The sum of leaves {@code 0 .. leaves-1}, asked for in order of their index. */
    public static <P extends Partial<P>> P sum(int leaves, IntFunction<P> leaf) {
        if (leaves < 1) {
            throw new IllegalArgumentException("a sum needs at least one leaf, got " + leaves);
        }
        return sum(0, leaves, leaf);
    }

    /** Where a node over {@code [from, to)} splits: the left child is the largest full binary tree below the whole. */
    public static int split(int from, int to) {
        return from + Integer.highestOneBit(to - from - 1);
    }

    private static <P extends Partial<P>> P sum(int from, int to, IntFunction<P> leaf) {
        if (to - from == 1) {
            return leaf.apply(from);
        }
        int split = split(from, to);
        P left = sum(from, split, leaf);
        return left.plus(sum(split, to, leaf));
    }
}
