package io.prompttuner.trainer.group.live;

import io.prompttuner.trainer.group.Membership;
import io.prompttuner.trainer.group.Patience;
import io.prompttuner.trainer.group.Roster;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One member of one group, for whoever owns it: any thread gives it rosters, one thread computes with its crew.
 *
 * <pre>{@code
 * try (var member = new LiveMember("m2", note, inbox -> new GrpcMesh(group, "m2", port, hidden, inbox), System::nanoTime)) {
 *     // another thread: member.appointed(roster), whenever there is a newer one; the first lets it begin
 *     GroupCrew crew = member.crew();
 *     TuningState first = joins ? crew.join(stop) ... : crew.found(stop) ...;
 *     var session = new TuningSession(new Tuner(model, task, settings, crew), stopRule, first);
 *     while (!crew.dismissed()) {
 *         try {
 *             TuningEvent event = session.next();
 *             if (crew.leads()) { report, keep checkpoints }
 *         } catch (OvertakenException overtaken) {
 *             session = new TuningSession(tuner, stopRule, overtaken.state());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The batch scale is changed by {@link io.prompttuner.trainer.tuning.TuningSession#throttle} between two steps, by the
 * member that leads alone: the others take its state over as soon as it begins the next step.
 */
public final class LiveMember implements AutoCloseable {

    private final Inbox inbox = new Inbox();
    private final Mesh mesh;
    private final GroupCrew crew;

    /**
     * A member that has no roster yet, though others may reach it already.
     *
     * @param name unlike that of every other member the group ever has
     * @param note what a founder hands on with a state, to whoever joins; it may say something else later
     * @param mesh carries its letters, and belongs to this member from now on
     * @param clock steady nanoseconds
     */
    public LiveMember(String name, String note, Function<Inbox, Mesh> mesh, LongSupplier clock) {
        var membership = new Membership(name, Patience.DEFAULT);
        membership.note(note);
        this.mesh = mesh.apply(inbox);
        this.crew = new GroupCrew(membership, inbox, this.mesh::send, clock);
    }

    /** Whoever is in charge says who belongs to the group. From any thread; an older roster changes nothing. */
    public void appointed(Roster roster) {
        inbox.appointed(roster);
        mesh.follow(roster);
    }

    /** For the one thread that computes. */
    public GroupCrew crew() {
        return crew;
    }

    /** Takes leave: what was said arrives, and nothing more is coming. */
    @Override
    public void close() {
        mesh.close();
        inbox.close();
    }
}
