package io.prompttuner.wire.event;

/** Why an assignment changed. */
public enum AssignmentReason implements WireEnum {
    /** A worker was free and the scheduler wants the job to run. */
    ALLOCATED,
    /** A new controller took over an attempt that its worker still holds. */
    ADOPTED,
    /** The scheduler gave the workers to a job whose deadline is nearer. */
    YIELDED_TO_MORE_URGENT,
    /** The worker was silent for longer than it may be, or its process died. */
    WORKER_LOST,
    /** The worker did not come back to a controller that took over. */
    NOT_ADOPTED,
    /** The worker left in good order, as fewer are wanted. */
    DRAINED,
    /** The worker gave the job up with an error. */
    WORKER_FAILED,
    /** The job's end stands in {@code steps}. */
    ENDED
}
