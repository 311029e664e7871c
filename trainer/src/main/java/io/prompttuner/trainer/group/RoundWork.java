package io.prompttuner.trainer.group;

import io.prompttuner.trainer.group.Message.Effort;
import io.prompttuner.trainer.group.Message.Part;
import io.prompttuner.trainer.group.Message.Parts;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.Partial;
import io.prompttuner.trainer.tuning.Round;
import io.prompttuner.trainer.tuning.Scores;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One round as one member sees it: what is here of the sum, and its own share of the work. */
public final class RoundWork<P extends Partial<P>> {

    private final String self;
    private final Round<P> round;
    private final PartialSums<P> sums;
    private final Fingerprint fingerprint;
    private final long began;
    private final BitSet unsaid = new BitSet();
    private final Map<String, Integer> contributed = new HashMap<>();
    private Plan plan;
    private Map<String, Range> shares;
    private Range own;
    private int computed;
    private int takenOver;
    private double seconds;
    private @Nullable Long announcedAt;
    private boolean disturbed;

    RoundWork(String self, Round<P> round, Plan plan, Fingerprint fingerprint, long began) {
        this.self = self;
        this.round = round;
        this.sums = new PartialSums<>(round.leaves());
        this.fingerprint = fingerprint;
        this.plan = plan;
        this.shares = plan.shares(round.leaves());
        this.own = shares.getOrDefault(self, Range.NOTHING);
        this.began = began;
    }

    /** The sum, once the round is finished. */
    public P total() {
        return sums.total();
    }

    /** Whose work the sum is. */
    public Contributions contributions() {
        return new Contributions(contributed, takenOver);
    }

    /** Goes by this plan from now on. */
    void follow(Plan other) {
        if (!other.equals(plan)) {
            plan = other;
            shares = other.shares(round.leaves());
            own = shares.getOrDefault(self, Range.NOTHING);
        }
    }

    boolean complete() {
        return sums.complete();
    }

    BitSet missing() {
        return sums.missing();
    }

    Plan plan() {
        return plan;
    }

    Map<String, Range> shares() {
        return shares;
    }

    /** The next leaf of its own share to be computed, or -1. */
    int nextOwn() {
        int leaf = sums.missing().nextSetBit(own.from());
        return leaf < own.to() ? leaf : -1;
    }

    /** Takes a leaf that this member has computed. */
    void computed(int leaf, P sum, double took) {
        contribute(self, sums.add(new Range(leaf, leaf + 1), sum));
        unsaid.set(leaf);
        if (own.from() <= leaf && leaf < own.to()) {
            computed++;
            seconds += took;
        } else {
            takenOver++;
        }
    }

    /** Takes what another has computed, unless it is of another state or does not fit; says whether it was taken. */
    boolean offer(String from, Parts parts) {
        boolean fits =
                parts.state() == fingerprint.value() && parts.parts().stream().allMatch(this::fits);
        if (fits) {
            for (Part part : parts.parts()) {
                contribute(from, sums.add(part.subtree(), round.type().cast(part.sum())));
            }
        }
        return fits;
    }

    /** What this member has computed and not told the others yet, in the largest sums. */
    List<Part> unsaid() {
        var parts = new ArrayList<Part>();
        for (int from = unsaid.nextSetBit(0); from >= 0; from = unsaid.nextSetBit(from)) {
            int to = unsaid.nextClearBit(from);
            for (Range subtree : TreeCover.of(new Range(from, to), round.leaves())) {
                sums.sum(subtree).ifPresent(sum -> parts.add(new Part(subtree, sum)));
            }
            from = to;
        }
        unsaid.clear();
        return parts;
    }

    /** What its own share took so far. */
    Effort effort() {
        return new Effort(computed, seconds);
    }

    Round<P> round() {
        return round;
    }

    long fingerprint() {
        return fingerprint.value();
    }

    long began() {
        return began;
    }

    boolean announced() {
        return announcedAt != null;
    }

    void announce(long now) {
        announcedAt = now;
    }

    /** When its own share was said to be done; before that, when the round began. */
    long announcedAt() {
        return announcedAt == null ? began : announcedAt;
    }

    /** Somebody was waited for in vain, so that the round says nothing about how long rounds take. */
    void disturb() {
        disturbed = true;
    }

    boolean disturbed() {
        return disturbed;
    }

    private void contribute(String member, int leaves) {
        if (leaves > 0) {
            contributed.merge(member, leaves, Integer::sum);
        }
    }

    private boolean fits(Part part) {
        if (!TreeCover.isSubtree(part.subtree(), round.leaves())
                || !round.type().isInstance(part.sum())) {
            return false;
        }
        return part.sum() instanceof Gradient gradient
                ? gradient.sum().length == round.from().at().values().length
                : ((Scores) part.sum()).batches().size() == part.subtree().size();
    }
}
