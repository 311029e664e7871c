package io.prompttuner.trainer.group;

import java.util.ArrayList;
import java.util.List;

/** Cuts the leaves of a round into one range for each member, so that the last of them is done as early as can be. */
final class Division {

    private Division() {}

    /**
     * Ranges in the order of the members, some of them perhaps empty.
     *
     * <p>Each leaf in turn goes to whoever would be done with it first, which makes the time of the slowest as short as
     * whole leaves allow.
     *
     * @param secondsPerLeaf what a leaf takes each member; only their ratio counts
     */
    static List<Range> of(int leaves, double[] secondsPerLeaf) {
        int[] counts = new int[secondsPerLeaf.length];
        for (int leaf = 0; leaf < leaves; leaf++) {
            counts[firstDone(counts, secondsPerLeaf)]++;
        }
        var ranges = new ArrayList<Range>();
        int from = 0;
        for (int count : counts) {
            ranges.add(new Range(from, from + count));
            from += count;
        }
        return ranges;
    }

    private static int firstDone(int[] counts, double[] secondsPerLeaf) {
        int first = 0;
        for (int member = 1; member < counts.length; member++) {
            double done = (counts[member] + 1) * secondsPerLeaf[member];
            if (done < (counts[first] + 1) * secondsPerLeaf[first]) {
                first = member;
            }
        }
        return first;
    }
}
