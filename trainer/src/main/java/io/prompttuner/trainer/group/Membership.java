package io.prompttuner.trainer.group;

import io.prompttuner.trainer.group.Message.Ask;
import io.prompttuner.trainer.group.Message.Effort;
import io.prompttuner.trainer.group.Message.Handover;
import io.prompttuner.trainer.group.Message.Parts;
import io.prompttuner.trainer.group.Message.Replan;
import io.prompttuner.trainer.group.Post.Heard;
import io.prompttuner.trainer.tuning.Partial;
import io.prompttuner.trainer.tuning.Round;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one member knows of its group, and what it does next.
 *
 * <p>Its owner tells it what happens, asks for the {@link #next} move, makes it, and sends the {@link #letters}. In a round
 * it computes its own share, sends the sums, and puts the others' together; what nobody is going to send it computes
 * itself. The oldest member that is able sends the plan of the next round along with its sums: that costs no round trip,
 * and as a plan is only advice, it makes no difference to the result who thinks itself the oldest.
 *
 * <p>Not safe for use by several threads at once. Times are nanoseconds of any steady clock.
 */
public final class Membership {

    /** Rounds others may be ahead of a member before it gives up following them one by one. */
    private static final int FAR_BEHIND = 8;

    /** Rounds after which a dismissed member goes, also if no plan without it has come. */
    private static final int LAST_ROUNDS = 6;

    /** Rounds of which a member that was out of reach is told once more: others may be one ahead of it. */
    private static final int SAID_AGAIN = 2;

    private final String self;
    private final Presence presence;
    private final Tempo tempo;
    private final Paces paces = new Paces();
    private final Plans plans = new Plans();
    private final Post post = new Post();
    private final Question question = new Question();
    private final Map<String, Long> spokenOf = new HashMap<>();
    private final Set<String> askers = new LinkedHashSet<>();
    private final Set<String> stateless = new HashSet<>();
    private final Set<String> listeners = new HashSet<>();
    private final Deque<Letter> letters = new ArrayDeque<>();
    private @Nullable RoundWork<?> work;
    private Fingerprint fingerprint = Fingerprint.NONE;
    private final Deque<Parts> said = new ArrayDeque<>();
    private @Nullable Handover handedOver;
    private Branch branch = Branch.NONE;
    private String note = "";
    private long at = -1;
    private long dismissedAt;
    private boolean behind;

    public Membership(String self, Patience patience) {
        this.self = self;
        this.presence = new Presence(self);
        this.tempo = new Tempo(patience);
    }

    /** Whoever is in charge says who belongs to the group. */
    public void appointed(Roster roster) {
        if (presence.appointed(roster)) {
            listeners.addAll(presence.others());
            dismissedAt = at;
            replan();
        }
    }

    /** Whether it is known who belongs to the group. */
    public boolean appointed() {
        return presence.appointed();
    }

    /** What to hand on along with a state, to whoever joins; a member that has joined hands on what it was given. */
    public void note(String toHandOn) {
        note = toHandOn;
    }

    /** Another member can be reached, perhaps again: what it may have missed is said once more. */
    public void reached(String member) {
        presence.reached(member);
        listeners.add(member);
        if (belongs(member)) {
            said.forEach(parts -> letters.add(Letter.to(member, parts)));
        }
        question.hurry();
    }

    /** Another member can't be reached. */
    public void lost(String member) {
        boolean counted = !presence.isMute(member);
        presence.lost(member);
        listeners.remove(member);
        if (counted) {
            replan();
        }
    }

    public void heard(String from, Message message) {
        Runnable effect = message.match(
                parts -> () -> heardParts(from, parts),
                replan -> () -> plans.add(replan.plan()),
                ask -> () -> askedBy(from, ask),
                handover -> () -> takeOver(from, handover));
        effect.run();
    }

    /** Begins a round. */
    public <P extends Partial<P>> RoundWork<P> enter(Round<P> round, long now) {
        boolean begun = at >= 0;
        Branch before = branch;
        at = round.index();
        branch = Branch.of(round.from());
        behind = false;
        post.dropBefore(at);
        fingerprint = fingerprint.of(round.from());
        var entered = new RoundWork<>(self, round, planInForce(), fingerprint, now);
        work = entered;
        post.of(at).forEach(heard -> offer(entered, heard));
        var handover = new Handover(presence.roster().generation(), entered.plan(), round.from(), note);
        if (begun && !branch.equals(before)) { // throttled just now: the others go on from here
            spokenOf.clear();
            askers.addAll(presence.others());
            entered.plan().paces().stream().map(Plan.Pace::member).forEach(askers::add);
        }
        answer(handover);
        return entered;
    }

    /** Whoever asks before its time waits for the roster that names it; who is of the group no more waits in vain. */
    private void answer(Handover handover) {
        List<String> answered = askers.stream().filter(this::belongs).toList();
        answered.stream()
                .filter(asker -> !asker.equals(self))
                .forEach(asker -> letters.add(Letter.to(asker, handover)));
        askers.removeAll(answered);
    }

    /** Whether another is of the group, or is to go and still counted on. */
    private boolean belongs(String member) {
        return presence.roster().has(member) || (work != null && work.plan().has(member));
    }

    /** A leaf is computed, at its owner's. */
    public <P extends Partial<P>> void computed(RoundWork<P> of, int leaf, P sum, double seconds) {
        of.computed(leaf, sum, seconds);
        if (of.announced() && isHeard()) {
            letters.add(Letter.toAll(parts(of, Optional.empty(), Optional.empty())));
        }
    }

    /** What to do now: about the round that was entered last or, before the first, to get a state to begin from. */
    public Move next(long now) {
        @Nullable Handover from = handedOver;
        if (from != null) {
            handedOver = null;
            work = null;
            spokenOf.clear();
            branch = Branch.of(from.state());
            note = from.note();
            return new Move.Jump(from.state(), note);
        }
        return work == null ? join(now) : next(work, now);
    }

    /** Letters to be sent, in this order, and forgotten here. */
    public List<Letter> letters() {
        var now = List.copyOf(letters);
        letters.clear();
        return now;
    }

    /** Whether this member speaks for the group: it reports, keeps checkpoints, and throttles. */
    public boolean leads() {
        return presence.leads();
    }

    /** Whether a roster has left it out, though others may still count on it. */
    public boolean leaving() {
        return presence.dismissed();
    }

    /** Asked between two rounds: whether it belongs to the group no more, and nobody counts on it in the next round. */
    public boolean dismissed() {
        if (!presence.dismissed()) {
            return false;
        }
        Optional<Plan> coming = plans.inForce(at + 1);
        boolean without = coming.isPresent()
                && coming.get().generation() >= presence.roster().generation()
                && !coming.get().has(self);
        return work == null || without || at - dismissedAt >= LAST_ROUNDS;
    }

    private Move next(RoundWork<?> current, long now) {
        current.follow(planInForce());
        if (behind) {
            ask(now);
        }
        if (current.complete()) {
            finish(current, now);
            return new Move.Finish();
        }
        int own = current.nextOwn();
        if (own >= 0) {
            return new Move.Compute(own);
        }
        if (!current.announced()) {
            announce(current, now);
        }
        BitSet missing = current.missing();
        Set<String> awaited = awaited(current, missing);
        if (!missing.isEmpty()) { // what is left of it is coming from nobody
            return new Move.Compute(choose(missing));
        }
        return await(current, awaited, now);
    }

    private Move await(RoundWork<?> current, Set<String> awaited, long now) {
        long bound = tempo.bound(current.round().isStep());
        long own = current.announcedAt() - current.began(); // others may take as long again
        long until = Math.max(current.began() + bound, current.announcedAt() + Math.max(tempo.least(), own));
        if (now < until) {
            return new Move.Await(behind ? Math.min(until, question.due(now)) : until);
        }
        current.disturb();
        awaited.forEach(presence::silent);
        replan();
        return next(current, now);
    }

    /** Takes the leaves that someone is expected to send out of those that are missing; whom to wait for. */
    private Set<String> awaited(RoundWork<?> current, BitSet missing) {
        var awaited = new LinkedHashSet<String>();
        current.shares().forEach((member, share) -> {
            boolean open = missing.get(share.from(), share.to()).cardinality() > 0;
            boolean coming = !presence.isMute(member) && spokenOf.getOrDefault(member, -1L) < at;
            if (open && coming && !member.equals(self)) {
                awaited.add(member);
                missing.clear(share.from(), share.to());
            }
        });
        return awaited;
    }

    /** Members that have to do another's work begin at different places of it, and tell each other. */
    private int choose(BitSet missing) {
        List<String> able = presence.able();
        int rank = Math.max(0, able.indexOf(self));
        int skip = able.isEmpty() ? 0 : rank * missing.cardinality() / able.size();
        return missing.stream().skip(skip).findFirst().orElseThrow();
    }

    /** The plan of this round, which may have become another. */
    private Plan planInForce() {
        return plans.inForce(at).orElseGet(() -> {
            var first = new Plan(presence.roster().generation(), 0, "", 0, paces.of(presence.able()));
            plans.add(first);
            return first;
        });
    }

    private void announce(RoundWork<?> current, long now) {
        current.announce(now);
        if (current.round().isStep()) {
            paces.measured(self, current.effort());
        }
        Optional<Plan> next = presence.leads() ? Optional.of(planNext()) : Optional.empty();
        if (isHeard()) {
            say(parts(current, Optional.of(current.effort()), next));
        }
    }

    private void say(Parts parts) {
        said.addLast(parts);
        if (said.size() > SAID_AGAIN) {
            said.removeFirst();
        }
        letters.add(Letter.toAll(parts));
    }

    /** Whether anybody else is of the group, or was and has not gone yet. */
    private boolean isHeard() {
        return !presence.others().isEmpty() || !listeners.isEmpty();
    }

    private Parts parts(RoundWork<?> of, Optional<Effort> effort, Optional<Plan> next) {
        return new Parts(presence.roster().generation(), at, branch, of.fingerprint(), of.unsaid(), effort, next);
    }

    private void finish(RoundWork<?> current, long now) {
        if (!current.announced()) {
            announce(current, now);
        }
        if (!current.disturbed()) {
            tempo.took(current.round().isStep(), now - current.began());
        }
    }

    private void replan() {
        if (work != null && presence.leads()) {
            letters.add(Letter.toAll(new Replan(planNext())));
        }
    }

    private Plan planNext() {
        var plan =
                new Plan(presence.roster().generation(), plans.nextNumber(), self, at + 1, paces.of(presence.able()));
        plans.add(plan);
        return plan;
    }

    private void heardParts(String from, Parts parts) {
        if (!belongs(from) && !presence.admits(from, parts.generation())) {
            return; // not of the group any more
        }
        stateless.remove(from);
        parts.next().ifPresent(plans::add);
        if (parts.round() >= at - 1) {
            presence.spoke(from);
        }
        if (Round.isStep(parts.round())) {
            parts.effort().ifPresent(effort -> paces.measured(from, effort));
        }
        int precedence = work == null ? 0 : parts.branch().compareTo(branch);
        behind |= precedence > 0 || (work != null && parts.round() > at + FAR_BEHIND);
        if (precedence >= 0 && parts.round() >= at) {
            post.put(from, parts);
        }
        if (precedence == 0) {
            spokenOf.merge(from, parts.round(), Math::max);
            if (work != null && parts.round() == at) {
                offer(work, new Heard(from, parts));
            }
        }
    }

    private static void offer(RoundWork<?> current, Heard heard) {
        if (!current.offer(heard.from(), heard.parts())) {
            current.disturb();
        }
    }

    private void askedBy(String member, Ask ask) {
        askers.add(member);
        if (ask.empty()) {
            stateless.add(member);
        }
        boolean unplanned = !presence.able().contains(member);
        presence.spoke(member);
        if (unplanned && presence.able().contains(member)) {
            replan();
        }
    }

    private void takeOver(String from, Handover handover) {
        if (!presence.admits(from, handover.generation())) {
            return;
        }
        plans.add(handover.plan());
        int precedence = Branch.of(handover.state()).compareTo(branch);
        boolean farAhead = precedence == 0 && 2 * handover.state().step() > at + FAR_BEHIND;
        if (work == null || precedence > 0 || farAhead) {
            handedOver = handover;
        }
    }

    private Move join(long now) {
        Roster roster = presence.roster();
        if (roster.has(self) && roster.before(self).isEmpty() && stateless.containsAll(presence.others())) {
            return new Move.Alone();
        }
        return new Move.Await(ask(now));
    }

    /** Asks for a state, if it is time to; when to look again. */
    private long ask(long now) {
        question.next(presence.answering(), now)
                .ifPresent(other -> letters.add(Letter.to(other, new Ask(work == null))));
        return question.due(now);
    }
}
