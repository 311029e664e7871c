package io.prompttuner.domain.slo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Judges a job that has ended, by the broker's clock alone; "at" a deadline is in time. */
public final class PromiseRule {

    private PromiseRule() {}

    /** How the job says it ended. */
    public enum End {
        SUCCEEDED,
        CANCELLED,
        OTHERWISE
    }

    /**
     * The verdict on a job that has ended.
     *
     * @param endedAt when the end was appended
     * @param cancelledAt when the first request to cancel was appended; absent if there was none
     */
    public static Promise judge(End end, Instant endedAt, @Nullable Instant cancelledAt, Instant deadline) {
        if (end == End.SUCCEEDED && !endedAt.isAfter(deadline)) {
            return Promise.MET;
        }
        boolean takenBackInTime = end == End.CANCELLED && cancelledAt != null && !cancelledAt.isAfter(deadline);
        return takenBackInTime ? Promise.EXCLUDED : Promise.MISSED;
    }
}
