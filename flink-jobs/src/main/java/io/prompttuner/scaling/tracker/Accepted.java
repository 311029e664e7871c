package io.prompttuner.scaling.tracker;

import io.prompttuner.wire.event.JobSubmitted;
import java.time.Instant;

/**
 * The job as it was written.
 *
 * @param at broker time
 */
public record Accepted(JobSubmitted job, Instant at) {}
