package io.prompttuner.trainer.group;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the leaves of coming rounds are divided. It is advice: members that follow different plans compute some leaves
 * twice and come to the same sum. It names speeds, not ranges, as rounds differ in their number of leaves.
 *
 * @param generation of the group it is for
 * @param number above that of every plan its maker knew
 * @param from index of the first round it is for
 * @param paces of those who have a share, in the order of their ranges
 */
public record Plan(long generation, long number, String maker, long from, List<Pace> paces) {

    /** Of two plans the newer generation's counts, then the one that knew more; the maker's name decides a tie. */
    static final Comparator<Plan> BY_AUTHORITY = Comparator.comparingLong(Plan::generation)
            .thenComparingLong(Plan::number)
            .thenComparing(Plan::maker);

    public Plan {
        paces = List.copyOf(paces);
    }

    /** How fast a member is, as far as one knows. */
    public record Pace(String member, double secondsPerLeaf) {}

    boolean has(String member) {
        return paces.stream().anyMatch(pace -> pace.member().equals(member));
    }

    /** Each member's range of a round with so many leaves; of nobody, if nobody is able. */
    Map<String, Range> shares(int leaves) {
        if (paces.isEmpty()) {
            return Map.of();
        }
        double[] seconds = paces.stream().mapToDouble(Pace::secondsPerLeaf).toArray();
        List<Range> ranges = Division.of(leaves, seconds);
        var shares = new HashMap<String, Range>();
        for (int i = 0; i < ranges.size(); i++) {
            shares.put(paces.get(i).member(), ranges.get(i));
        }
        return shares;
    }
}
