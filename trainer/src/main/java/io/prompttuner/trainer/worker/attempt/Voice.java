package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.group.live.GroupCrew;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.Started;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Speaks for a group while its member leads: only then is anything written down. What another was to write of the last few
 * steps is kept, for if this member leads next: who is lost may not have come to it, and what was written already is
 * passed over by whoever reads it again.
 */
final class Voice {

    /** Steps that a member may be ahead of the one that leads; one that is further behind takes the others' state over. */
    private static final int BEHIND = 10;

    private final GroupCrew crew;
    private final Journal journal;
    private final Started started;
    private final Deque<Unsaid> unsaid = new ArrayDeque<>();
    private boolean leads;

    /** A report that was on another to write. */
    private record Unsaid(long step, Runnable report) {}

    /** With {@code leads}, how the job started is written down already. */
    Voice(GroupCrew crew, Journal journal, Started started, boolean leads) {
        this.crew = crew;
        this.journal = journal;
        this.started = started;
        this.leads = leads;
    }

    Journal journal() {
        return journal;
    }

    boolean leads() {
        return leads;
    }

    /**
     * At a step: looks under which attempt to write, and whether it is on this member. Who begins to, and a newer attempt
     * that is entered from memory, begin like any other: by repeating how the job started.
     */
    void at(long step, Order order) {
        boolean led = leads;
        leads = crew.leads() || (led && crew.leaving()); // until nobody counts on it: its successor may not know yet
        boolean anew = order instanceof Order.GoOn goOn && goOn.attempt() != journal.attempt();
        if (order instanceof Order.GoOn goOn) {
            journal.enter(goOn.attempt());
        }
        if (leads && !led) {
            journal.started(unsaid.isEmpty() ? step : unsaid.getFirst().step(), started);
            unsaid.forEach(report -> report.report().run());
            unsaid.clear();
        } else if (leads && anew) {
            journal.started(step, started);
        }
    }

    void stepped(long step, Measured measured) {
        say(step, () -> journal.stepped(step, measured));
    }

    void evaluated(long step, Evaluation evaluation, boolean met) {
        say(step, () -> journal.evaluated(step, evaluation, met));
    }

    /** Keeps the state, and says so, if that is on this member; false if there was no use in waiting for the store. */
    boolean checkpoint(SavedRun run) {
        return !leads || journal.checkpoint(run);
    }

    /** The same, unless this state is kept already. */
    boolean keep(SavedRun run) {
        return !leads || journal.isSaved(run.state().step()) || journal.checkpoint(run);
    }

    boolean checkpointIsDue() {
        return leads && journal.checkpointIsDue();
    }

    /** The others went on without this member, so what it has not said is not of their steps. */
    void overtaken() {
        unsaid.clear();
    }

    private void say(long step, Runnable report) {
        if (leads) {
            report.run();
            return;
        }
        unsaid.removeIf(older -> older.step() <= step - BEHIND);
        unsaid.addLast(new Unsaid(step, report));
    }
}
