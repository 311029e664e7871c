package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;

/** Looks on while a run goes by. What it is told it may keep; it changes nothing. */
public interface Observer {

    /** Looks at nothing. */
    Observer NOBODY = new Observer() {};

    /** A policy was asked, and this is about to be carried out. */
    default void planned(ClusterSnapshot snapshot, PolicyMemory memory, Plan plan) {}

    /** A worker does something else from now on; {@link GpuState#COLD} is its end. */
    default void worker(long nowMicros, Occupancy worker) {}

    /** A job has arrived or ended. */
    default void job(long nowMicros, JobResult soFar) {}

    /** A job has made this step, with this loss; told in order for each job, and before the next plan. */
    default void stepped(String job, long step, double loss, long atMicros) {}

    /** Whether {@link #stepped} is to be told. */
    default boolean wantsSteps() {
        return false;
    }

    /** Everything about the cluster after one moment's events, or after a plan was carried out. */
    default void state(ClusterState state) {}

    /** Whether {@link #state} is to be told. */
    default boolean wantsState() {
        return false;
    }
}
