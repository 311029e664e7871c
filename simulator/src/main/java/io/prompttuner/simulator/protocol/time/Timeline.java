package io.prompttuner.simulator.protocol.time;

import java.time.Instant;
import java.util.PriorityQueue;

/** Everything that is still to happen, by its time; of what is due at the same time, what was planned first comes first. */
public final class Timeline {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private record Planned(long at, long number, Runnable what) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>();

    private long now;
    private long number;

    /** Milliseconds since the history began. */
    public long now() {
        return now;
    }

    /** What a clock shows that is ahead by so many milliseconds. */
    public Instant clock(long ahead) {
        return START.plusMillis(now + ahead);
    }

    /** How many things have been planned so far. */
    public long size() {
        return number;
    }

    /** Plans something for so many milliseconds from now. */
    public void after(long delay, Runnable what) {
        planned.add(new Planned(now + delay, ++number, what));
    }

    /** Lets the next thing happen; false if nothing is left. */
    public boolean advance() {
        Planned next = planned.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.what().run();
        return true;
    }
}
