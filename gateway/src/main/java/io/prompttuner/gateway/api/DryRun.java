package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.JobSubmitted;

/**
 * What would have been submitted, and what it would probably need; nothing was written.
 *
 * @param job the whole job, with what the request left out filled in
 */
public record DryRun(JobSubmitted job, Quote quote) {}
