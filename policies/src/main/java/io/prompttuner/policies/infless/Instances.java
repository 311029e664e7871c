package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import java.util.ArrayList;
import java.util.List;

/** The instances of one base model while a plan is made: who has them, who is to have them, and which are started. */
final class Instances {

    private final String baseModel;
    private final int gpus;
    private final double load;
    private final List<Long> idleSince = new ArrayList<>();
    private int busy;
    private int idle;
    private int loading;
    private int takenIdle;
    private int takenLoading;
    private int bound;
    private int started;
    private int there;

    Instances(String baseModel, int gpus, double load) {
        this.baseModel = baseModel;
        this.gpus = gpus;
        this.load = load;
    }

    void add(WorkerView worker, long since) {
        there++;
        if (worker.condition() == Condition.BUSY) {
            busy++;
        } else if (worker.condition() == Condition.LOADING) {
            loading++;
        } else {
            idle++;
            idleSince.add(since);
        }
    }

    String baseModel() {
        return baseModel;
    }

    /** GPUs of each. */
    int gpus() {
        return gpus;
    }

    /** Seconds from an empty GPU to a warm instance. */
    double load() {
        return load;
    }

    /** Idle ones that nobody has taken. */
    int idle() {
        return idle - takenIdle;
    }

    /** Loading ones that nobody has taken. */
    int loading() {
        return loading - takenLoading;
    }

    /** Whether any is on its way, or will be. */
    boolean isLoading() {
        return loading + started > 0;
    }

    /** Those that no job holds or waits for. */
    int spare() {
        return idle() + loading();
    }

    /** Those that jobs hold or wait for. */
    int needed() {
        return busy + takenIdle + takenLoading + started;
    }

    /** All that are there, and that are started now. */
    int all() {
        return busy + idle + loading + started;
    }

    /** How many there were before this plan. */
    int there() {
        return there;
    }

    /** Takes up to so many idle ones. */
    int takeIdle(int most) {
        int taken = Math.min(most, idle());
        takenIdle += taken;
        return taken;
    }

    /** Waits for up to so many that are loading. */
    int takeLoading(int most) {
        int taken = Math.min(most, loading());
        takenLoading += taken;
        return taken;
    }

    /** Starts some. */
    void start(int count) {
        started += count;
    }

    /** A job gives back those it holds; they have become idle now. */
    void giveBack(int count) {
        busy -= count;
        idle += count;
    }

    /** How many idle ones were idle for so long; those that were given back just now are not among them. */
    int idleSinceBefore(long nanos) {
        int stale = 0;
        for (long since : idleSince) {
            stale += since <= nanos ? 1 : 0;
        }
        return stale;
    }

    /** When idle ones became so. */
    List<Long> idleSince() {
        return idleSince;
    }

    /** How many of them are spoken for. */
    int takenIdle() {
        return takenIdle;
    }

    /** Some of them are bound to a job now, whichever they are. */
    void bind(int count) {
        bound += count;
    }

    boolean binds() {
        return bound > 0;
    }
}
