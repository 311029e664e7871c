package io.prompttuner.policies.edf;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When the GPUs of one plan come free again, as far as it has decided; each job holds, or will hold, one slot at most. */
final class Releases {

    private static final Comparator<Slot> EARLIEST =
            Comparator.comparingDouble(Slot::freeIn).thenComparing(slot -> slot.holder.id());

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
        return byGpus.tailMap(gpus, true).values().stream()
                .filter(slots -> !slots.isEmpty())
                .map(TreeSet::first)
                .min(EARLIEST)
                .orElse(null);
    }

    /** Seconds until the first slot is free that is not this job's; 0 if there is none. */
    double firstBut(Candidate candidate) {
        return byGpus.values().stream()
                .flatMap(slots ->
                        slots.stream().filter(slot -> slot.holder != candidate).limit(1))
                .mapToDouble(Slot::freeIn)
                .min()
                .orElse(0);
    }
}
