package io.prompttuner.store;

/** All it takes to go on with a job as if it had never stopped. */
public record Checkpoint(CheckpointKey key, Bundle content) {}
