package io.prompttuner.simulator.protocol.log;

import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.simulator.protocol.time.Chance;
import java.util.function.Consumer;

/** Reads one partition for one process, at a position of its own, now and then far behind. */
public final class Reader {

    private final Actor owner;
    private final Chance chance;
    private final Partition partition;
    private final Consumer<Entry> hand;
    private final Runnable afterwards;
    private int position;
    private boolean awake;
    private long lag;

    /**
     * Begins to read.
     *
     * @param hand takes each record
     * @param afterwards is told after each poll
     */
    public Reader(
            Actor owner, Chance chance, Partition partition, int position, Consumer<Entry> hand, Runnable afterwards) {
        this.owner = owner;
        this.chance = chance;
        this.partition = partition;
        this.position = position;
        this.hand = hand;
        this.afterwards = afterwards;
        partition.join(this);
        wake();
    }

    public Partition partition() {
        return partition;
    }

    /** The offset of the next record to be read. */
    public int position() {
        return position;
    }

    public boolean isAtEnd() {
        return position == partition.end();
    }

    /** From now on every record comes later by up to so many milliseconds. */
    public void lagBehind(long millis) {
        lag = millis;
    }

    /** Reads on now, however late the next record was to come. */
    public void hurry() {
        lag = 0;
        owner.later(1, this::poll);
    }

    boolean isOver() {
        return !owner.isAlive();
    }

    void wake() {
        if (!awake && position < partition.end()) {
            awake = true;
            owner.later(chance.delay() + (chance.isCalm() ? 0 : lag), this::poll);
        }
    }

    private void poll() {
        if (partition.away() > 0) {
            owner.later(partition.away(), this::poll);
            return;
        }
        awake = false;
        int end = chance.mishap(3) ? Math.min(partition.end(), position + 1) : partition.end();
        while (position < end && owner.isAlive()) {
            Entry entry = partition.at(position++);
            if (entry != null) {
                hand.accept(entry);
            }
        }
        afterwards.run();
        wake();
    }
}
