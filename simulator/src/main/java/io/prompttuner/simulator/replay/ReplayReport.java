package io.prompttuner.simulator.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What came of a replay.
 *
 * @param plans that were asked for again
 * @param unreadable lines that say no plan: torn when their writer died, or of another version
 * @param same plans that came out as they were
 * @param differences the first plans that did not, and how
 */
public record ReplayReport(long plans, long unreadable, long same, List<String> differences) {

    /** Most plans whose differences are told. */
    public static final int MOST_TOLD = 20;

    public ReplayReport {
        differences = List.copyOf(differences);
    }

    /** Whether every plan came out as it was. */
    public boolean reproduces() {
        return same == plans;
    }

    /** Gathers one plan after another. */
    static final class Builder {
        private final List<String> differences = new ArrayList<>();
        private long plans;
        private long unreadable;
        private long same;

        void unreadable() {
            unreadable++;
        }

        void plan(Instant at, Set<String> differing, boolean equal) {
            plans++;
            if (equal) {
                same++;
            } else if (differences.size() < MOST_TOLD) {
                String how = differing.isEmpty() ? "other reasons or notes" : String.join("; ", differing);
                differences.add(at + " " + how);
            }
        }

        ReplayReport built() {
            return new ReplayReport(plans, unreadable, same, differences);
        }
    }
}
