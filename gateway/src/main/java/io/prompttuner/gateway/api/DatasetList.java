package io.prompttuner.gateway.api;

import java.time.Instant;
import java.util.List;

/** A tenant's datasets. */
public record DatasetList(Instant asOf, List<Item> datasets) {

    /**
     * One of them.
     *
     * @param liveJobs jobs that name it and have not ended; it can't be deleted until they have
     */
    public record Item(String sha256, List<String> liveJobs) {}
}
