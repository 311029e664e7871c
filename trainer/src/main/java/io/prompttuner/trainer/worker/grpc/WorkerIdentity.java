package io.prompttuner.trainer.worker.grpc;

/**
 * Who a worker is, whatever happens to it.
 *
 * @param baseModelHash content hash of the base model's directory; empty if it could not be read
 * @param pid process id on its host, for people
 * @param address {@code host:port} where other members of a group reach it
 */
public record WorkerIdentity(
        String worker, String baseModel, String baseModelHash, int gpus, long pid, String address) {}
