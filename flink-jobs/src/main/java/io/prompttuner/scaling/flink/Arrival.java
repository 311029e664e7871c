package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.wire.event.DeadLetter;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be; exactly one of them is there. */
public record Arrival(
        @Nullable JobFact job,
        @Nullable FleetFact fleet,
        @Nullable DeadLetter dead) {}
