package io.prompttuner.wire.event;

import java.time.Instant;

/**
 * A whole job, written once and acknowledged before its tenant is told.
 *
 * @param job identity, derived from tenant and idempotency key
 * @param seed everything random in the job follows from it
 * @param deadline judged by the broker's clock
 * @param submittedAt the gateway's clock; for people only
 */
public record JobSubmitted(
        String job,
        String tenant,
        JobSpec spec,
        long seed,
        Start start,
        Instant deadline,
        AfterDeadline afterDeadline,
        Instant submittedAt)
        implements Event {

    @Override
    public String key() {
        return job;
    }
}
