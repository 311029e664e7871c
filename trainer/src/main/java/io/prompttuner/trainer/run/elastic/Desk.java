package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.live.LiveMember;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Between the thread that hears what a member is told and the one that computes. Thread-safe. */
final class Desk {

    private final PrintStream out;
    private final BlockingQueue<Optional<Line>> begun = new LinkedBlockingQueue<>();
    private @Nullable LiveMember member;
    private boolean pausing;
    private boolean ending;

    Desk(PrintStream out) {
        this.out = out;
    }

    /** Takes what whoever is in charge has said. */
    void told(Line line) {
        if (line.isAbout("begin")) {
            synchronized (this) {
                pausing = false;
            }
            begun.add(Optional.of(line));
        } else if (line.isAbout("roster")) {
            appointed(Words.roster(line));
        } else if (line.isAbout("pause")) {
            pause();
        }
    }

    /** There will be nothing more to do; what is being done ends at the next step. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        begun.add(Optional.empty());
    }

    /** The next run to begin; none at the end. */
    Optional<Line> next() throws InterruptedException {
        return begun.take();
    }

    /** Whom rosters are for from now on. */
    synchronized void open(LiveMember newMember) {
        member = newMember;
    }

    synchronized void shut() {
        member = null;
    }

    synchronized boolean pausing() {
        return pausing || ending;
    }

    synchronized void say(Line line) {
        out.println(line.encode());
        out.flush();
    }

    private synchronized void pause() {
        pausing = true;
    }

    private synchronized void appointed(Roster roster) {
        if (member != null) {
            member.appointed(roster);
        }
    }
}
