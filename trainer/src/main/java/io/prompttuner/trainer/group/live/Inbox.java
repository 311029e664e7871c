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

/** Where any thread leaves what happens, until the computing thread looks. */
public final class Inbox {

    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();

    public void heard(String from, Message message) {
        happenings.add(new Heard(from, message));
    }

    /** A link to another member stands. */
    public void reached(String member) {
        happenings.add(new Reached(member));
    }

    /** A link to another member is broken. */
    public void lost(String member) {
        happenings.add(new Lost(member));
    }

    /** Whoever is in charge has said who belongs to the group. */
    public void appointed(Roster roster) {
        happenings.add(new Appointed(roster));
    }

    @Nullable Happening poll() {
        return happenings.poll();
    }

    /** The next one, waiting for it at most so long; null if there is none. */
    @Nullable Happening poll(long nanos) throws InterruptedException {
        return happenings.poll(nanos, TimeUnit.NANOSECONDS);
    }
}
