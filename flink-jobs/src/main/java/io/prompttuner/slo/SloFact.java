package io.prompttuner.slo;

import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's attainment follows from: a job was submitted, or it has its outcome.
 *
 * @param at broker time of the record
 * @param verdict of the outcome; absent for a submission
 */
public record SloFact(
        String tenant,
        String job,
        Instant deadline,
        Instant at,
        @Nullable Verdict verdict) {}
