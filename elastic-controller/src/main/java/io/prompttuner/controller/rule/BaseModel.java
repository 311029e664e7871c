package io.prompttuner.controller.rule;

/**
 * What a controller must know of a base model.
 *
 * @param hash content hash of its directory
 * @param gpusPerWorker GPUs that one replica needs
 */
public record BaseModel(String hash, int gpusPerWorker) {}
