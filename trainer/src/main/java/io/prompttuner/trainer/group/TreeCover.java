package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.GradientTree;
import java.util.ArrayList;
import java.util.List;

/** Says which whole subtrees of a round's tree a range of leaves is made of: the fewest partial sums that say it all. */
final class TreeCover {

    private TreeCover() {}

    /** The largest subtrees inside {@code own}, from left to right, of the tree over so many leaves. */
    static List<Range> of(Range own, int leaves) {
        var subtrees = new ArrayList<Range>();
        if (own.size() > 0) {
            collect(new Range(0, leaves), own, subtrees);
        }
        return subtrees;
    }

    /** Whether the leaves of a range are those of one subtree. */
    static boolean isSubtree(Range range, int leaves) {
        Range node = new Range(0, leaves);
        while (range.size() > 0 && range.to() <= leaves && !node.equals(range)) {
            int split = GradientTree.split(node.from(), node.to());
            if (range.to() <= split) {
                node = new Range(node.from(), split);
            } else if (range.from() >= split) {
                node = new Range(split, node.to());
            } else {
                return false;
            }
        }
        return node.equals(range);
    }

    private static void collect(Range node, Range own, List<Range> into) {
        if (node.to() <= own.from() || own.to() <= node.from()) {
            return;
        }
        if (own.from() <= node.from() && node.to() <= own.to()) {
            into.add(node);
            return;
        }
        int split = GradientTree.split(node.from(), node.to());
        collect(new Range(node.from(), split), own, into);
        collect(new Range(split, node.to()), own, into);
    }
}
