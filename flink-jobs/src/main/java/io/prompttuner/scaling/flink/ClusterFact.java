package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler is told; exactly one of them is there.
 *
 * @param claim a term that a scheduler has claimed, this one or another
 */
public record ClusterFact(
        @Nullable JobSituation job,
        @Nullable FleetFact fleet,
        @Nullable Long claim) {

    /** There is one scheduler, so everything has the same key. */
    static final String CLUSTER = "cluster";

    static ClusterFact of(JobSituation job) {
        return new ClusterFact(job, null, null);
    }

    static ClusterFact of(FleetFact fleet) {
        return new ClusterFact(null, fleet, null);
    }

    static ClusterFact ofClaim(long term) {
        return new ClusterFact(null, null, term);
    }
}
