package io.prompttuner.policies.edf;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When the GPUs of one plan come free again, as far as it has decided; each job holds, or will hold, one slot at most. */
final class Releases {

    private static final Comparator<Slot> EARLIEST = Releases::order;

    private final TreeMap<Integer, TreeSet<Slot>> byGpus = new TreeMap<>();
    private final Map<Candidate, Slot> byHolder = new HashMap<>();

    /** The GPUs of one job's worker, free in so many seconds. */
    static final class Slot {
        private final Candidate holder;
        private final double freeIn;

        private Slot(Candidate holder, double freeIn) {
            this.holder = holder;
            this.freeIn = freeIn;
        }

        Candidate holder() {
            return holder;
        }

        double freeIn() {
            return freeIn;
        }
    }

    /** The job will be done in so many seconds, whatever was said of it before. */
    void put(Candidate holder, double freeIn) {
        remove(holder);
        var slot = new Slot(holder, freeIn);
        byHolder.put(holder, slot);
        byGpus.computeIfAbsent(holder.gpus(), gpus -> new TreeSet<>(EARLIEST)).add(slot);
    }

    void remove(Candidate holder) {
        @Nullable Slot slot = byHolder.remove(holder);
        if (slot != null) {
            Objects.requireNonNull(byGpus.get(holder.gpus())).remove(slot);
        }
    }

    /** The earliest of enough GPUs; absent if there will never be as many. */
    @Nullable Slot firstOf(int gpus) {
        @Nullable Slot first = null;
        for (TreeSet<Slot> slots : byGpus.tailMap(gpus, true).values()) {
            boolean earlier = !slots.isEmpty() && (first == null || order(slots.first(), first) < 0);
            first = earlier ? slots.first() : first;
        }
        return first;
    }

    /** Seconds until the first slot is free that is not this job's; 0 if there is none. */
    double firstBut(Candidate candidate) {
        @Nullable Slot first = null;
        for (TreeSet<Slot> slots : byGpus.values()) {
            @Nullable Slot found = firstBut(candidate, slots);
            boolean earlier = found != null && (first == null || order(found, first) < 0);
            first = earlier ? found : first;
        }
        return first == null ? 0 : first.freeIn;
    }

    private static @Nullable Slot firstBut(Candidate candidate, SortedSet<Slot> slots) {
        for (Slot slot : slots) {
            if (slot.holder != candidate) {
                return slot;
            }
        }
        return null;
    }

    private static int order(Slot one, Slot other) {
        int order = Double.compare(one.freeIn, other.freeIn);
        return order == 0 ? one.holder.id().compareTo(other.holder.id()) : order;
    }
}
