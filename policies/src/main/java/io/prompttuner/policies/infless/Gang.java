package io.prompttuner.policies.infless;

import io.prompttuner.policies.time.JobTime;

/** A job that does not run, and how it comes to its instances. */
final class Gang {

    private final JobTime time;
    private final Instances instances;
    private final int size;
    private int idle;
    private int loading;
    private int started;
    private int lacking;
    private boolean allocated;
    private boolean releases;

    Gang(JobTime time, Instances instances, int size) {
        this.time = time;
        this.instances = instances;
        this.size = size;
    }

    JobTime time() {
        return time;
    }

    Instances instances() {
        return instances;
    }

    /** Instances it is to have; 0 if the cluster is too small for any. */
    int size() {
        return size;
    }

    int held() {
        return time.view().held();
    }

    /** Instances it does not hold yet. */
    int missing() {
        return Math.max(0, size - held());
    }

    /** Whether it was allocated instances that it only waits for. */
    boolean promised() {
        return time.view().wanted() > 0;
    }

    /**
     * Takes what there is: idle instances, then those that are loading, then GPUs to start others.
     *
     * @return GPUs that it uses up
     */
    int take(int coldGpus) {
        idle = instances.takeIdle(missing());
        loading = instances.takeLoading(missing() - idle);
        started = Math.min(missing() - idle - loading, coldGpus / instances.gpus());
        instances.start(started);
        lacking = missing() - idle - loading - started;
        return started * instances.gpus();
    }

    /** Takes idle instances only, all that it lacks. */
    void takeIdle() {
        idle = instances.takeIdle(missing());
        lacking = 0;
    }

    /** Finds nothing. */
    void goWithout() {
        lacking = missing();
    }

    /** Gets its instances as they come, and runs when it holds them all. */
    void allocate() {
        allocated = true;
        instances.bind(idle);
    }

    /** Gives up what it holds. */
    void release() {
        releases = true;
        instances.giveBack(held());
        lacking = size;
    }

    /** What is said of it in the plan. */
    int workers() {
        return allocated ? size : 0;
    }

    boolean releases() {
        return releases;
    }

    /** Whether it holds, or takes now, all that it needs. */
    boolean starts() {
        return allocated && idle >= missing() && size > 0;
    }

    /** Whether it gets anything at all, now or soon. */
    boolean hasAny() {
        return held() + idle + loading + started > 0;
    }

    /** Instances it lacks for which there is no GPU. */
    int lacking() {
        return lacking;
    }

    /** Idle instances it takes now. */
    int idle() {
        return idle;
    }

    /** Seconds until it could begin, as far as instances are on their way; the predictor does not look at it. */
    double delay() {
        return loading + started + lacking > 0 ? instances.load() : 0;
    }
}
