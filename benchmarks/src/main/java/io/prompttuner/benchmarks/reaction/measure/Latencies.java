package io.prompttuner.benchmarks.reaction.measure;

import java.util.Arrays;
import java.util.Collection;

/** Waits of one kind, and what people ask of them, in milliseconds. */
public final class Latencies {

    private static final double NANOS_IN_A_MILLI = 1_000_000;

    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    public static Latencies ofNanos(Collection<Long> nanos) {
        return new Latencies(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    public int count() {
        return sorted.length;
    }

    /**
     * The least wait that this share of all waits did not exceed (nearest rank); NaN if there were none.
     *
     * @param share in (0, 1]
     */
    public double percentile(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(1, rank) - 1] / NANOS_IN_A_MILLI;
    }

    public double max() {
        return percentile(1);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
