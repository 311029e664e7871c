package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.GradientTree;
import io.prompttuner.trainer.tuning.Partial;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is here of a round's sum, and what is missing. */
final class PartialSums<P extends Partial<P>> {

    private final int leaves;
    private final Map<Range, P> nodes = new HashMap<>();
    private final BitSet here = new BitSet();

    PartialSums(int leaves) {
        this.leaves = leaves;
    }

    /** Takes the sum of a subtree; how many leaves were missing that are in it. What is here already is the same. */
    int add(Range subtree, P sum) {
        if (!TreeCover.isSubtree(subtree, leaves)) {
            throw new IllegalArgumentException("%s is no subtree of %d leaves".formatted(subtree, leaves));
        }
        int before = here.cardinality();
        nodes.putIfAbsent(subtree, sum);
        here.set(subtree.from(), subtree.to());
        return here.cardinality() - before;
    }

    boolean complete() {
        return here.cardinality() == leaves;
    }

    /** Leaves that are in nothing that is here. */
    BitSet missing() {
        var missing = (BitSet) here.clone();
        missing.flip(0, leaves);
        return missing;
    }

    /** The sum of a subtree, if it can be put together: not if a part of it came inside a larger one. */
    Optional<P> sum(Range subtree) {
        P whole = nodes.get(subtree);
        if (whole != null) {
            return Optional.of(whole);
        }
        if (subtree.size() == 1) {
            return Optional.empty();
        }
        int split = GradientTree.split(subtree.from(), subtree.to());
        Optional<P> sum = sum(new Range(subtree.from(), split))
                .flatMap(left -> sum(new Range(split, subtree.to())).map(left::plus));
        sum.ifPresent(added -> nodes.put(subtree, added));
        return sum;
    }

    /** The sum of all leaves, once it is complete. */
    P total() {
        return sum(new Range(0, leaves)).orElseThrow();
    }
}
