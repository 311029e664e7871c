package io.prompttuner.scaling.tracker;

import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.PhaseReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of a job, so that it is not said too often.
 *
 * @param at when, by the tracker's clock; absent before the first time
 * @param news whether something has changed since
 * @param wake when to look again
 */
public record Voice(
        @Nullable JobPhase phase,
        @Nullable PhaseReason reason,
        @Nullable Instant at,
        boolean news,
        @Nullable Instant wake) {

    static final Voice SILENT = new Voice(null, null, null, false, null);
}
