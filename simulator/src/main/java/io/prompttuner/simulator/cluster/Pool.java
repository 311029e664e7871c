package io.prompttuner.simulator.cluster;

import io.prompttuner.simulator.workload.BaseModelSpec;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The workers of one base model, and the jobs that wait for some. */
final class Pool {

    /** The longest in its state first; the number makes the order one that no order of simultaneous events can change. */
    private static final Comparator<SimWorker> BY_AGE =
            Comparator.comparingLong(SimWorker::since).thenComparingInt(SimWorker::number);

    private final BaseModelSpec model;
    private final TreeSet<SimWorker> loading = new TreeSet<>(BY_AGE);
    private final TreeSet<SimWorker> idle = new TreeSet<>(BY_AGE);
    private final TreeSet<JobRun> unserved = new TreeSet<>(Comparator.comparingInt(JobRun::index));
    private int busy;

    Pool(BaseModelSpec model) {
        this.model = model;
    }

    BaseModelSpec model() {
        return model;
    }

    int size() {
        return loading.size() + idle.size() + busy;
    }

    /** Jobs that hold fewer workers than they were allocated, in the order of their arrival. */
    SortedSet<JobRun> unserved() {
        return unserved;
    }

    /** Enters a worker by its state. */
    void enter(SimWorker worker) {
        switch (worker.state()) {
            case LOADING -> loading.add(worker);
            case IDLE -> idle.add(worker);
            case WAITING, RUNNING -> busy++;
            case COLD -> {} // it is no more
        }
    }

    /** Strikes a worker off, by its state. */
    void leave(SimWorker worker) {
        switch (worker.state()) {
            case LOADING -> loading.remove(worker);
            case IDLE -> idle.remove(worker);
            case WAITING, RUNNING -> busy--;
            case COLD -> throw new IllegalStateException("worker " + worker.number() + " is gone already");
        }
    }

    /** The worker that was idle for the shortest time, so that others may reach the end of their window; null if none. */
    @Nullable SimWorker freshest() {
        return idle.isEmpty() ? null : idle.last();
    }

    /** The next to unload: one that loads, since nothing is lost with it, then the longest idle; null if all are busy. */
    @Nullable SimWorker surplus() {
        if (!loading.isEmpty()) {
            return loading.last();
        }
        return idle.isEmpty() ? null : idle.first();
    }
}
