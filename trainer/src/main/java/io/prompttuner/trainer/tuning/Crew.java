package io.prompttuner.trainer.tuning;

import java.util.function.IntFunction;

/**
 * Whoever computes the leaves of a round: one alone, or several that share them. The sum has the same bits either way,
 * because {@link GradientTree} alone decides who is added to whom.
 */
public interface Crew {

    /** The sum over the round's leaves; {@code leaf} computes one of them here. */
    <P extends Partial<P>> P sum(Round<P> round, IntFunction<P> leaf);

    /** Computes every leaf itself. */
    static Crew alone() {
        return Alone.INSTANCE;
    }

    /** The crew of one. */
    enum Alone implements Crew {
        INSTANCE;

        @Override
        public <P extends Partial<P>> P sum(Round<P> round, IntFunction<P> leaf) {
            return GradientTree.sum(round.leaves(), leaf);
        }
    }
}
