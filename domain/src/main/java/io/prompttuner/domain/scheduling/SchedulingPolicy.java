package io.prompttuner.domain.scheduling;

/**
 * Turns what is known now into what should be. Pure: same snapshot and memory, same plan, whatever the order of the lists.
 */
public interface SchedulingPolicy {

    /** The name by which it is chosen. */
    String name();

    /** Decides on every job of the snapshot. With an empty memory the plan is right, if less efficient. */
    Plan plan(ClusterSnapshot snapshot, PolicyMemory memory);
}
