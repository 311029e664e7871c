package io.prompttuner.trainer.group.live;

import io.prompttuner.trainer.group.Contributions;
import io.prompttuner.trainer.group.Letter;
import io.prompttuner.trainer.group.Membership;
import io.prompttuner.trainer.group.Move;
import io.prompttuner.trainer.group.RoundWork;
import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.Partial;
import io.prompttuner.trainer.tuning.Round;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A crew of several members, seen from one of them: makes the moves that {@link Membership} says, on the thread that
 * computes. All but its inbox belongs to that thread.
 */
public final class GroupCrew implements Crew {

    private static final long A_MOMENT = 100_000_000;

    private final Membership membership;
    private final Inbox inbox;
    private final Consumer<Letter> sender;
    private final LongSupplier clock;
    private Contributions last = new Contributions(Map.of(), 0);

    GroupCrew(Membership membership, Inbox inbox, Consumer<Letter> sender, LongSupplier clock) {
        this.membership = membership;
        this.inbox = inbox;
        this.sender = sender;
        this.clock = clock;
    }

    /** For a founder, which has a state of its own: returns once it is known who belongs to the group, or false. */
    public boolean found(BooleanSupplier givenUp) {
        while (!membership.appointed()) {
            if (givenUp.getAsBoolean()) {
                return false;
            }
            await(clock.getAsLong() + A_MOMENT);
        }
        return !dismissed();
    }

    /** What to hand on with a state from now on, to whoever joins; by the thread that computes. */
    public void note(String toHandOn) {
        membership.note(toHandOn);
    }

    /** For whoever comes later: gets the state the others stand at. */
    public Entrance join(BooleanSupplier givenUp) {
        while (!givenUp.getAsBoolean() && !dismissed()) {
            Move move = next();
            if (move instanceof Move.Jump jump) {
                return new Entrance.Given(jump.to(), jump.note());
            }
            if (move instanceof Move.Alone) {
                return new Entrance.Alone();
            }
            if (move instanceof Move.Await await) {
                await(Math.min(await.until(), clock.getAsLong() + A_MOMENT));
            }
        }
        return new Entrance.KeptOut();
    }

    @Override
    public <P extends Partial<P>> P sum(Round<P> round, IntFunction<P> leaf) {
        look();
        RoundWork<P> work = membership.enter(round, clock.getAsLong());
        while (true) {
            Move move = next();
            if (move instanceof Move.Compute compute) {
                compute(work, compute.leaf(), leaf);
            } else if (move instanceof Move.Await await) {
                await(await.until());
            } else if (move instanceof Move.Jump jump) {
                throw new OvertakenException(jump.to());
            } else if (move instanceof Move.Finish) {
                last = work.contributions();
                return work.total();
            }
        }
    }

    /** Who computed what of the sum that was returned last. */
    public Contributions lastRound() {
        return last;
    }

    /** Asked between two rounds: whether it belongs to the group no more. */
    public boolean dismissed() {
        look();
        return membership.dismissed();
    }

    /** Whether it is to go, though others may count on it for another round or two. */
    public boolean leaving() {
        look();
        return membership.leaving();
    }

    /** Asked between two rounds: whether this member speaks for the group. */
    public boolean leads() {
        look();
        return membership.leads();
    }

    private <P extends Partial<P>> void compute(RoundWork<P> work, int leaf, IntFunction<P> by) {
        long began = clock.getAsLong();
        P sum = by.apply(leaf);
        membership.computed(work, leaf, sum, (clock.getAsLong() - began) / 1e9);
    }

    private Move next() {
        look();
        Move move = membership.next(clock.getAsLong());
        membership.letters().forEach(sender);
        return move;
    }

    /** Takes in what has happened. Whoever computes nothing for long does so now and then, so that it does not pile up. */
    public void look() {
        for (Happening happening = inbox.poll(); happening != null; happening = inbox.poll()) {
            happening.to(membership);
        }
    }

    private void await(long until) {
        try {
            @Nullable Happening happening = inbox.poll(until - clock.getAsLong());
            if (happening != null) {
                happening.to(membership);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for other members", ending);
        }
    }
}
