package io.prompttuner.gateway.api;

import java.util.List;

/** Base models a job may name. */
public record ModelList(List<Item> models) {

    /**
     * One of them.
     *
     * @param hash content hash, lower-case hex SHA-256
     * @param gpusPerWorker GPUs one replica needs
     */
    public record Item(String name, String hash, int gpusPerWorker) {}
}
