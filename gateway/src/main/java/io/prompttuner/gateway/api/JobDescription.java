package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.Start;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know about one job.
 *
 * @param asOf the view held everything that was in the log at this time
 * @param gpuSeconds cost so far, over all attempts
 * @param decision the newest one: why the job has what it has, and what was rejected
 * @param outcome absent until the job has ended
 */
public record JobDescription(
        Instant asOf,
        JobStatus status,
        JobSpec spec,
        long seed,
        Start start,
        AfterDeadline afterDeadline,
        List<Attempt> attempts,
        double gpuSeconds,
        @Nullable Decision decision,
        @Nullable JobOutcome outcome) {}
