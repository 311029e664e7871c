package io.prompttuner.gateway.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a tenant's jobs, newest first.
 *
 * @param asOf the view held everything that was in the log at this time
 * @param next cursor of the page after this; absent on the last one
 */
public record JobPage(
        Instant asOf, List<JobStatus> jobs, @Nullable String next) {}
