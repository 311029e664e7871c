package io.prompttuner.policies.elasticflow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Admits a job if it meets its deadline together with all that were admitted before, and makes none of them miss.
 *
 * <p>Which of those meet their deadlines is seen without the new job first: one that misses anyway is no reason against it.
 */
final class Admission {

    private final MinimumShare rule;
    private final boolean resizeGuard;
    private final Supplier<FreeGpus> empty;
    private final List<Candidate> admitted;
    private Placement placement;

    /**
     * @param admitted before, in the order of their deadlines
     * @param empty makes the cluster in which nothing is booked yet
     */
    Admission(List<Candidate> admitted, boolean resizeGuard, Supplier<FreeGpus> empty) {
        this.rule = new MinimumShare(resizeGuard);
        this.resizeGuard = resizeGuard;
        this.empty = empty;
        this.admitted = new ArrayList<>(admitted);
        this.placement = place(this.admitted);
    }

    /** Whether it is admitted; if so, it counts for those that are asked about later. */
    boolean admits(Candidate job) {
        if (!job.reachable()) {
            return false;
        }
        int place = placeOf(job);
        admitted.add(place, job);
        Placement trial = place(admitted);
        if (trial.share(job) != null && trial.servesAllOf(placement)) {
            placement = trial;
            return true;
        }
        admitted.remove(place);
        return false;
    }

    /** All that are admitted, in the order of their deadlines. */
    List<Candidate> admitted() {
        return admitted;
    }

    /** Where they are placed. */
    Placement placement() {
        return placement;
    }

    /** With the guard, nobody is moved as long as all meet their deadlines that way. */
    private Placement place(List<Candidate> jobs) {
        Placement usual = Placement.of(jobs, empty.get(), rule, resizeGuard);
        if (!resizeGuard || usual.inTime() == jobs.size()) {
            return usual;
        }
        Placement moving = Placement.of(jobs, empty.get(), rule, false);
        return moving.inTime() > usual.inTime() ? moving : usual;
    }

    private int placeOf(Candidate job) {
        int place = admitted.size();
        while (place > 0 && Candidate.BY_DEADLINE.compare(admitted.get(place - 1), job) > 0) {
            place--;
        }
        return place;
    }
}
