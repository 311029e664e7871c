package io.prompttuner.wire;

import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.TermClaim;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every topic of the platform: its name, how long it keeps what, and the one record type it carries.
 */
public enum Topic {
    JOBS("jobs", JobSubmitted.class, null),
    CANCELS("cancels", CancelRequested.class, null),
    STEPS("steps", StepEvent.class, Duration.ofDays(7)),
    ASSIGNMENTS("assignments", AssignmentEvent.class, Duration.ofDays(400)),
    FLEET("fleet", FleetEvent.class, null),
    TERMS("terms", TermClaim.class, Duration.ofMillis(-1)),
    ALLOCATIONS("allocations", Allocation.class, null),
    POOLS("pools", PoolTarget.class, null),
    JOB_STATES("job-states", JobState.class, null),
    DECISIONS("decisions", Decision.class, Duration.ofDays(30)),
    OUTCOMES("outcomes", Outcome.class, null),
    SLO("slo", SloReport.class, null),
    DEAD_LETTERS("dead-letters", DeadLetter.class, Duration.ofDays(30));

    /** Topics keyed by job have the same number of partitions, so that one subtask sees all of a job. */
    public static final int PARTITIONS = 12;

    private final String fullName;
    private final Class<? extends Event> type;
    private final @Nullable Duration retention;

    Topic(String name, Class<? extends Event> type, @Nullable Duration retention) {
        this.fullName = "prompttuner." + name + ".v1";
        this.type = type;
        this.retention = retention;
    }

    /** The topic's name in Kafka. */
    public String fullName() {
        return fullName;
    }

    /** The one record type the topic carries. */
    public Class<? extends Event> type() {
        return type;
    }

    /** Kept by key for ever, rather than for a time. */
    public boolean compacted() {
        return retention == null;
    }

    /** How long a record is kept; -1 ms means for ever. Empty for a compacted topic. */
    public Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }

    /** Number of partitions; claims of terms need one order, everything else is spread by key. */
    public int partitions() {
        return this == TERMS ? 1 : PARTITIONS;
    }

    /** The topic with this name in Kafka. */
    public static Optional<Topic> named(String fullName) {
        return Arrays.stream(values())
                .filter(topic -> topic.fullName.equals(fullName))
                .findFirst();
    }
}
