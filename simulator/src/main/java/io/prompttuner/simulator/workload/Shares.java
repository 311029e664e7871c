package io.prompttuner.simulator.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Splits a number of jobs between models in the proportions of given counts, as evenly as whole numbers allow. */
public final class Shares {

    private Shares() {}

    /** By largest remainder; the first name wins among equals. */
    public static SortedMap<String, Integer> of(Map<String, Integer> counts, int jobs) {
        long all = counts.values().stream().mapToLong(Integer::longValue).sum();
        var shares = new TreeMap<String, Integer>();
        counts.forEach((model, count) -> shares.put(model, (int) ((long) count * jobs / all)));
        int left = jobs - shares.values().stream().mapToInt(Integer::intValue).sum();
        List<Map.Entry<String, Integer>> byRemainder = new ArrayList<>(new TreeMap<>(counts).entrySet());
        byRemainder.sort(Comparator.comparingLong(entry -> -((long) entry.getValue() * jobs % all)));
        byRemainder.subList(0, left).forEach(entry -> shares.merge(entry.getKey(), 1, Integer::sum));
        return shares;
    }
}
