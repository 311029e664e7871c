package io.prompttuner.policies.edf;

import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The running jobs of one plan that may be paused for others, by the GPUs they would free.
 *
 * <p>Jobs ask in the order of their urgency. Whoever is not less urgent than one that asks is not less urgent than any that
 * asks later, and is passed over once instead of by each: a plan in which nobody may be paused costs no more than another.
 */
final class Pausable {

    private final TreeMap<Integer, PriorityQueue<Candidate>> byGpus = new TreeMap<>();

    void add(Candidate candidate) {
        byGpus.computeIfAbsent(candidate.gpus(), gpus -> new PriorityQueue<>(Candidate.EASIEST_TO_PAUSE))
                .add(candidate);
    }

    void remove(Candidate candidate) {
        PriorityQueue<Candidate> sameSize = byGpus.get(candidate.gpus());
        if (sameSize != null) {
            sameSize.remove(candidate);
        }
    }

    /** The easiest to pause among those that are less urgent and free enough GPUs; nobody more urgent may ask later. */
    @Nullable Candidate easiestFor(Candidate urgent) {
        @Nullable Candidate easiest = null;
        for (PriorityQueue<Candidate> sameSize :
                byGpus.tailMap(urgent.gpus(), true).values()) {
            @Nullable Candidate first = firstLessUrgent(sameSize, urgent);
            boolean easier =
                    first != null && (easiest == null || Candidate.EASIEST_TO_PAUSE.compare(first, easiest) < 0);
            easiest = easier ? first : easiest;
        }
        return easiest;
    }

    private static @Nullable Candidate firstLessUrgent(PriorityQueue<Candidate> candidates, Candidate urgent) {
        @Nullable Candidate first = candidates.peek();
        while (first != null && Candidate.BY_URGENCY.compare(first, urgent) <= 0) {
            candidates.remove();
            first = candidates.peek();
        }
        return first;
    }
}
