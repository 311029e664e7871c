package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.wire.event.DeadLetter;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be; exactly one of them is there. */
public record Arrival(
        @Nullable JobFact job,
        @Nullable ClusterFact cluster,
        @Nullable DeadLetter dead) {

    static Arrival of(JobFact job) {
        return new Arrival(job, null, null);
    }

    static Arrival of(ClusterFact cluster) {
        return new Arrival(null, cluster, null);
    }

    static Arrival of(DeadLetter dead) {
        return new Arrival(null, null, dead);
    }
}
