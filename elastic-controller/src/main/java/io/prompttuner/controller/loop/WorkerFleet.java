package io.prompttuner.controller.loop;

/**
 * Who owns the worker processes. Both calls are idempotent, return at once, and are asked again as long as what it lists
 * is not what was asked for.
 */
public interface WorkerFleet {

    /** There should be a worker of this id that serves this base model. */
    void start(String worker, String baseModel);

    /** There should be no worker of this id. */
    void stop(String worker);
}
