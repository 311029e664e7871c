package io.prompttuner.slo;

import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one promise stands.
 *
 * @param verdict absent while the job may still be in time
 * @param settled whether the verdict is the outcome's own, which nothing overrides
 * @param at broker time of the newest fact about it
 */
public record Standing(Instant deadline, @Nullable Verdict verdict, boolean settled, Instant at) {

    /** What a fact makes of the standing known so far. An outcome overrides, and is never overridden. */
    public static Standing after(@Nullable Standing before, SloFact fact) {
        if (fact.verdict() != null) {
            return new Standing(fact.deadline(), fact.verdict(), true, fact.at());
        }
        return before == null ? new Standing(fact.deadline(), null, false, fact.at()) : before;
    }

    /** Missed from the moment the deadline passes, still running or not. */
    public Standing at(Instant now) {
        return verdict == null && now.isAfter(deadline) ? new Standing(deadline, Verdict.MISSED, false, at) : this;
    }

    /** Whether time alone will change it. */
    public boolean open() {
        return verdict == null;
    }
}
