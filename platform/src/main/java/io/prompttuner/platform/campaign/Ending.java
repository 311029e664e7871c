package io.prompttuner.platform.campaign;

import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.wire.event.JobPhase;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended, as far as nothing that happens to its processes may change it.
 *
 * @param prompt SHA-256; absent if none was delivered
 */
public record Ending(JobPhase state, @Nullable String prompt) {

    /** What the platform says of a job that has ended. */
    static Ending of(JobDescription job) {
        JobOutcome outcome = job.outcome();
        if (outcome == null) {
            throw new IllegalArgumentException(job.status().id() + " has not ended");
        }
        return new Ending(job.status().state(), outcome.ended().prompt());
    }

    @Override
    public String toString() {
        return "%s with prompt %s".formatted(state.word(), prompt);
    }
}
