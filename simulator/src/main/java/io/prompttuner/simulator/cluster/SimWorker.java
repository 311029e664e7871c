package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.simulator.workload.BaseModelSpec;
import org.jspecify.annotations.Nullable;

/** One replica of a base model, from the start of its loading to its end. */
final class SimWorker {

    private final int number;
    private final Pool pool;
    private final int[] gpuIds;
    private GpuState state = GpuState.LOADING;
    private @Nullable JobRun job;
    private long since;
    private WorkerView view;

    SimWorker(int number, Pool pool, int[] gpuIds, long now) {
        this.number = number;
        this.pool = pool;
        this.gpuIds = gpuIds;
        this.since = now;
        this.view = view(now);
    }

    /** Unique in a run, in the order of loading. */
    int number() {
        return number;
    }

    Pool pool() {
        return pool;
    }

    BaseModelSpec model() {
        return pool.model();
    }

    int[] gpuIds() {
        return gpuIds;
    }

    /** {@link GpuState#COLD} once it is gone. */
    GpuState state() {
        return state;
    }

    @Nullable JobRun job() {
        return job;
    }

    void become(GpuState next, @Nullable JobRun holder, long now) {
        boolean seen = condition(next) != condition(state);
        state = next;
        job = holder;
        if (seen) {
            since = now;
            view = view(now);
        }
    }

    /** When it began to load, to be idle, or to be busy. */
    long since() {
        return since;
    }

    /** As a policy sees it. */
    WorkerView view() {
        return view;
    }

    private WorkerView view(long now) {
        return new WorkerView(
                "w" + number, model().name(), condition(state), model().gpusPerWorker(), SimTime.instant(now));
    }

    private static Condition condition(GpuState state) {
        return switch (state) {
            case COLD, LOADING -> Condition.LOADING;
            case IDLE -> Condition.IDLE;
            case WAITING, RUNNING -> Condition.BUSY;
        };
    }
}
