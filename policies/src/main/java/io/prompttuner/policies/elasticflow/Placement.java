package io.prompttuner.policies.elasticflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The minimum shares of some jobs, placed one after another, the nearest deadline first. */
final class Placement {

    private final FreeGpus free;
    private final Map<Candidate, Share> shares = new HashMap<>();

    private Placement(FreeGpus free) {
        this.free = free;
    }

    /**
     * Places jobs into an empty cluster; those that can't meet their deadlines get nothing.
     *
     * @param jobs in the order of their deadlines
     * @param keeping whether a job that has workers keeps them if it meets its deadline with them
     */
    static Placement of(List<Candidate> jobs, FreeGpus empty, MinimumShare rule, boolean keeping) {
        var placement = new Placement(empty);
        for (Candidate job : jobs) {
            Share share = rule.of(job, empty, keeping);
            if (share != null) {
                empty.book(share, job.gpus());
                placement.shares.put(job, share);
            }
        }
        return placement;
    }

    FreeGpus free() {
        return free;
    }

    /** How many meet their deadlines. */
    int inTime() {
        return shares.size();
    }

    @Nullable Share share(Candidate job) {
        return shares.get(job);
    }

    /** Whether all those meet their deadlines that do so in another placement. */
    boolean servesAllOf(Placement other) {
        return shares.keySet().containsAll(other.shares.keySet());
    }
}
