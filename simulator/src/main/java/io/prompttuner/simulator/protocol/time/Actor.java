package io.prompttuner.simulator.protocol.time;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A process: what it has planned dies with it, waits while it stands still, and sees a clock of its own. */
public abstract class Actor {

    private static final int SKEW_MS = 200;

    protected final Timeline timeline;
    protected final Chance chance;
    private final long skew;
    private boolean alive = true;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private long standsStillUntil;

    protected Actor(Timeline timeline, Chance chance) {
        this.timeline = timeline;
        this.chance = chance;
        this.skew = chance.between(-SKEW_MS, SKEW_MS);
    }

    public final boolean isAlive() {
        return alive;
    }

    protected void end() {
        alive = false;
    }

    /** Does nothing for so many milliseconds, then goes on in the middle of what it did. */
    public final void standStill(long millis) {
        standsStillUntil = Math.max(standsStillUntil, timeline.now() + millis);
        timeline.after(millis, this::goOn);
    }

    /** Does nothing any more, though it has not ended. */
    protected final void hangForEver() {
        standsStillUntil = Long.MAX_VALUE;
    }

    /** Whether it does nothing now. */
    protected final boolean standsStill() {
        return timeline.now() < standsStillUntil;
    }

    /** Goes on at once, unless it hangs for ever. */
    public final void wakeUp() {
        if (standsStillUntil != Long.MAX_VALUE) {
            standsStillUntil = 0;
            goOn();
        }
    }

    private void goOn() {
        while (!held.isEmpty() && timeline.now() >= standsStillUntil) {
            run(held.remove());
        }
    }

    /** What this process takes for the time. */
    public final Instant clock() {
        return timeline.clock(skew);
    }

    /** Plans something that this process does. */
    public final void later(long delay, Runnable what) {
        timeline.after(delay, () -> run(what));
    }

    private void run(Runnable what) {
        if (alive && standsStill()) {
            held.add(what);
        } else if (alive) {
            what.run();
        }
    }
}
