package io.prompttuner.simulator.protocol.cast;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The store of checkpoints. */
final class Shelf {

    /**
     * State of a run.
     *
     * @param evaluated whether this step was evaluated
     */
    record Saved(long attempt, long step, boolean evaluated) {}

    private static final Comparator<Saved> ORDER = Comparator.comparingLong(Saved::attempt)
            .thenComparingLong(Saved::step)
            .thenComparing(Saved::evaluated);

    private final Map<String, TreeSet<Saved>> jobs = new HashMap<>();

    Optional<Saved> newest(String job) {
        TreeSet<Saved> saved = jobs.get(job);
        return saved == null || saved.isEmpty() ? Optional.empty() : Optional.of(saved.last());
    }

    /** Keeps this, and no older one of an older attempt. */
    void put(String job, Saved saved) {
        TreeSet<Saved> all = jobs.computeIfAbsent(job, fresh -> new TreeSet<>(ORDER));
        all.add(saved);
        all.removeIf(old -> old.attempt() < saved.attempt());
    }

    void remove(Set<String> ended) {
        ended.forEach(jobs::remove);
    }
}
