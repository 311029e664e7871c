package io.prompttuner.gateway.live;

import java.time.Instant;
import java.util.function.Predicate;

/** What was reported on a job so far. */
public interface StepHistory {

    /**
     * Hands over, in order, all that was reported on a job before this call, as long as the taker says to go on.
     *
     * @param after the last offset that is not wanted; -1 for all since the job was submitted
     * @param submittedAt broker time of the job
     * @return whether the log could be read; if not, it may be tried again
     */
    boolean replay(String job, long after, Instant submittedAt, Predicate<Step> taker);
}
