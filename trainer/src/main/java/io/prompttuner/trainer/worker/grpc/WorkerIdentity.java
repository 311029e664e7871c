package io.prompttuner.trainer.worker.grpc;

/**
 * Who a worker is, whatever happens to it.
 *
 * @param baseModelHash content hash of the base model's directory; empty if it could not be read
 * @param pid process id on its host, for people
 */
public record WorkerIdentity(String worker, String baseModel, String baseModelHash, int gpus, long pid) {}
