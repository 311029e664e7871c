package io.prompttuner.scaling.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.wire.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recorded plans as lines of JSON. Numbers come back exactly as they were, instants to the millisecond, as all are that a
 * scheduler is told.
 */
public final class PlanCodec {

    /** Version of the lines that this build writes, and reads. */
    public static final int VERSION = 2;

    private PlanCodec() {}

    /** One line, without its end. */
    public static String encode(RecordedPlan recorded) {
        Plan plan = recorded.plan();
        var line = new Line(
                VERSION,
                recorded.policy(),
                recorded.snapshot(),
                Kept.of(recorded.memory()),
                plan.allocations(),
                plan.pools(),
                Kept.of(plan.memory()),
                plan.next());
        try {
            return EventCodec.json().writeValueAsString(line);
        } catch (JsonProcessingException bug) {
            throw new IllegalArgumentException("a plan that is no data", bug);
        }
    }

    /** What a line says; empty if it is torn, of another version, or something else altogether. */
    public static Optional<RecordedPlan> decode(String text) {
        try {
            Line line = EventCodec.json().readValue(text, Line.class);
            return line.v == VERSION ? Optional.of(line.recorded()) : Optional.empty();
        } catch (JsonProcessingException | NullPointerException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private record Line(
            int v,
            String policy,
            ClusterSnapshot snapshot,
            Kept memory,
            List<PlannedAllocation> allocations,
            List<PlannedPool> pools,
            Kept remembered,
            @Nullable Instant next) {

        RecordedPlan recorded() {
            return new RecordedPlan(
                    policy, snapshot, memory.memory(), new Plan(allocations, pools, remembered.memory(), next));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(int version, byte[] bytes) {

        static Kept of(PolicyMemory memory) {
            return new Kept(memory.version(), memory.bytes());
        }

        PolicyMemory memory() {
            return new PolicyMemory(version, bytes);
        }
    }
}
