package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import org.jspecify.annotations.Nullable;

/** What the scheduler is told; exactly one of them is there. */
public record ClusterFact(
        @Nullable JobSituation job, @Nullable FleetFact fleet) {

    /** There is one scheduler, so everything has the same key. */
    static final String CLUSTER = "cluster";
}
