package io.prompttuner.simulator.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What will happen when, as far as it is settled. An entry that no longer holds is void and passed over. */
final class Agenda {

    /** What happens. */
    enum Kind {
        JOB_ENDS(1),
        WORKER_DIES(2),
        WORKER_READY(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /**
     * One entry.
     *
     * @param at when
     * @param number of the job or the worker
     * @param version of the job when it was entered; 0 for workers
     */
    record Entry(long at, Kind kind, int number, int version) {

        private long place(long shuffle) {
            return Mixed.of(shuffle ^ Mixed.of(4L * number + kind.code));
        }
    }

    private final PriorityQueue<Entry> entries;

    /**
     * @param shuffle what happens at one moment happens in an order that follows from this number; no outcome may depend on
     *     it
     */
    Agenda(long shuffle) {
        entries = new PriorityQueue<>(
                Comparator.comparingLong(Entry::at).thenComparingLong(entry -> entry.place(shuffle)));
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    @Nullable Entry peek() {
        return entries.peek();
    }

    void removeFirst() {
        entries.remove();
    }
}
