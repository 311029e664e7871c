package io.prompttuner.policies.elasticflow;

import io.prompttuner.policies.elasticflow.ElasticFlowSettings.Declined;
import io.prompttuner.policies.elasticflow.Portion.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One rescheduling: who is admitted, who gets how many workers now, and when the plan ahead changes that. */
final class Rescheduling {

    private final ElasticFlowSettings settings;
    private final Admission admission;
    private final List<Portion> portions = new ArrayList<>();

    /**
     * @param before those admitted before, in the order of their deadlines
     * @param empty makes a cluster in which nothing is booked
     */
    Rescheduling(ElasticFlowSettings settings, List<Candidate> before, Supplier<FreeGpus> empty) {
        this.settings = settings;
        this.admission = new Admission(before, settings.resizeGuard(), empty);
    }

    /**
     * Decides on every job.
     *
     * @param fresh those on whom nobody has decided yet, in the order of their arrival
     * @param declined those that were declined before
     */
    List<Portion> portions(List<Candidate> fresh, List<Candidate> declined) {
        List<Candidate> others = new ArrayList<>(declined);
        for (Candidate job : fresh) {
            if (!admission.admits(job)) {
                others.add(job);
            }
        }
        others.sort(Candidate.BY_ARRIVAL);
        Placement placement = admission.placement();
        List<Portion> inTime = new ArrayList<>();
        List<Portion> late = new ArrayList<>();
        for (Candidate job : admission.admitted()) {
            @Nullable Share share = placement.share(job);
            (share == null ? late : inTime)
                    .add(new Portion(job, share == null ? Standing.LATE : Standing.IN_TIME, share));
        }
        List<Portion> rest = others.stream()
                .map(job -> new Portion(job, Standing.DECLINED, null))
                .toList();
        var leftovers = new Leftovers(placement.free(), settings);
        portions.addAll(inTime);
        portions.addAll(late);
        leftovers.serve(portions);
        if (settings.declined() == Declined.BEST_EFFORT) {
            leftovers.serve(rest);
        }
        portions.addAll(rest);
        return portions;
    }

    /** The first slot in which a job is planned to have more workers than it got; 0 if there is none. */
    int nextChange() {
        int next = Integer.MAX_VALUE;
        for (Portion portion : portions) {
            @Nullable Share share = portion.share();
            int slot = share == null ? 0 : share.firstAbove(portion.now());
            if (share != null && slot < share.slots()) {
                next = Math.min(next, slot);
            }
        }
        return next == Integer.MAX_VALUE ? 0 : next;
    }
}
