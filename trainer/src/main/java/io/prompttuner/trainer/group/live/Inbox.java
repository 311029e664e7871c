package io.prompttuner.trainer.group.live;

import io.prompttuner.trainer.group.Message;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.live.Happening.Appointed;
import io.prompttuner.trainer.group.live.Happening.Heard;
import io.prompttuner.trainer.group.live.Happening.Lost;
import io.prompttuner.trainer.group.live.Happening.Reached;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where any thread leaves what happens, until the computing thread looks. Closed, it keeps nothing. */
public final class Inbox {

    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private boolean closed;

    public void heard(String from, Message message) {
        add(new Heard(from, message));
    }

    /** A link to another member stands. */
    public void reached(String member) {
        add(new Reached(member));
    }

    /** A link to another member is broken. */
    public void lost(String member) {
        add(new Lost(member));
    }

    /** Whoever is in charge has said who belongs to the group. */
    public void appointed(Roster roster) {
        add(new Appointed(roster));
    }

    synchronized void close() {
        closed = true;
        happenings.clear();
    }

    @Nullable Happening poll() {
        return happenings.poll();
    }

    /** The next one, waiting for it at most so long; null if there is none. */
    @Nullable Happening poll(long nanos) throws InterruptedException {
        return happenings.poll(nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void add(Happening happening) {
        if (!closed) {
            happenings.add(happening);
        }
    }
}
