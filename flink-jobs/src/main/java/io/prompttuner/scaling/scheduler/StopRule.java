package io.prompttuner.scaling.scheduler;

import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.wire.event.WishReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says which jobs must stop. It can't be taken back, so it follows from facts alone and is no policy's to decide.
 *
 * @param grace a job that stops at its deadline is told to this much later, as clocks differ
 */
record StopRule(Duration grace) {

    /** Why a job must stop; null if it need not. */
    @Nullable WishReason reason(JobSituation job, Instant now) {
        if (job.ended()) {
            return WishReason.ENDED;
        }
        if (job.cancelled()) {
            return WishReason.CANCEL_REQUESTED;
        }
        boolean late = job.stopsAtDeadline() && now.isAfter(job.deadline().plus(grace));
        return late ? WishReason.DEADLINE_PASSED : null;
    }
}
