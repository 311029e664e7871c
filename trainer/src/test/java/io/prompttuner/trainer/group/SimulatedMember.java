package io.prompttuner.trainer.group;

import static java.util.Objects.requireNonNull;

import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.Partial;
import io.prompttuner.trainer.tuning.Round;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A member whose session is real and whose time is not: each call of {@link #act} makes one move. A round that is not
 * finished breaks off the session's call, which is then made again with the sum at hand.
 */
final class SimulatedMember implements Crew {

    final String name;
    final Membership membership;
    final long nanosPerLeaf;
    private final SimulatedJob job;
    private @Nullable TuningSession session;
    private @Nullable Ongoing<?> ongoing;
    private @Nullable Ongoing<?> latest;
    private @Nullable Object sum;
    private double wantedScale = 1;
    final List<Contributions> rounds = new ArrayList<>();
    long readyAt;
    int leavesComputed;
    long firstRoundComputed = -1;
    boolean waiting;
    boolean ended;
    boolean left;

    SimulatedMember(String name, SimulatedJob job, Patience patience, long nanosPerLeaf) {
        this.name = name;
        this.job = job;
        this.membership = new Membership(name, patience);
        this.nanosPerLeaf = nanosPerLeaf;
    }

    /** What the job needs before the session can go on. */
    private record Ongoing<P extends Partial<P>>(
            Round<P> round, IntFunction<P> leaf, @Nullable RoundWork<P> work) {
        Ongoing<P> entered(Membership membership, long now) {
            return new Ongoing<>(round, leaf, membership.enter(round, now));
        }

        void compute(Membership membership, int index, double seconds) {
            membership.computed(requireNonNull(work), index, leaf.apply(index), seconds);
        }

        /** The leaves of a range added one after the other, and not as the tree has it. */
        P inARow(Range range) {
            P row = leaf.apply(range.from());
            for (int index = range.from() + 1; index < range.to(); index++) {
                row = row.plus(leaf.apply(index));
            }
            return row;
        }
    }

    private static final class NotYet extends RuntimeException {
        NotYet() {
            super("not yet", null, false, false);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // it is the sum of the very round that is asked for
    public <P extends Partial<P>> P sum(Round<P> round, IntFunction<P> leaf) {
        if (sum != null) {
            var here = (P) sum;
            sum = null;
            return here;
        }
        ongoing = new Ongoing<>(round, leaf, null);
        latest = ongoing;
        throw new NotYet();
    }

    boolean gone() {
        return ended || left;
    }

    long step() {
        return session == null ? -1 : session.state().step();
    }

    TuningState state() {
        return requireNonNull(session).state();
    }

    int takenOver() {
        return rounds.stream().mapToInt(Contributions::takenOver).sum();
    }

    void begin(TuningState from) {
        session = job.session(this, from);
        ongoing = null;
    }

    /** Uses this batch scale from its next step on, if it is on this member to say so. */
    void throttle(double scale) {
        wantedScale = scale;
    }

    /** A subtree of the round it has begun last, added up in another order than everybody's. */
    Partial<?> inARow(Range subtree) {
        return requireNonNull(latest).inARow(subtree);
    }

    /** Makes one move at this time, and sets when it can make the next. */
    void act(long now) {
        readyAt = now;
        waiting = false;
        if (session != null && ongoing == null) {
            goOn(now);
            return;
        }
        Move move = membership.next(now);
        Runnable effect = move.match(
                compute -> () -> compute(compute.leaf(), now),
                await -> () -> await(await.until(), now),
                finish -> () -> finish(now),
                jump -> () -> begin(jump.to()),
                alone -> () -> begin(job.start()));
        effect.run();
    }

    private void await(long until, long now) {
        waiting = true;
        readyAt = Math.max(now + 1, until);
    }

    private void goOn(long now) {
        if (membership.dismissed()) {
            left = true;
            return;
        }
        if (membership.leads()) {
            requireNonNull(session).throttle(wantedScale);
        }
        try {
            ended = requireNonNull(session).next() instanceof TuningEvent.Ended;
        } catch (NotYet waiting) {
            ongoing = requireNonNull(ongoing).entered(membership, now);
        }
    }

    private void compute(int leaf, long now) {
        requireNonNull(ongoing).compute(membership, leaf, nanosPerLeaf / 1e9);
        leavesComputed++;
        if (firstRoundComputed < 0) {
            firstRoundComputed = requireNonNull(ongoing).round().index();
        }
        readyAt = now + nanosPerLeaf;
    }

    private void finish(long now) {
        RoundWork<?> work = requireNonNull(requireNonNull(ongoing).work());
        rounds.add(work.contributions());
        sum = work.total();
        ended = requireNonNull(session).next() instanceof TuningEvent.Ended;
        ongoing = null;
        readyAt = now + 1;
    }
}
