package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one job stands: a row of a list, and what live events repeat when it changes.
 *
 * @param step optimiser steps so far
 * @param loss last training loss, nats per target token
 * @param bestLoss best held-out loss so far, nats per target token
 * @param bestAccuracy best held-out accuracy so far
 * @param bestAnswers best of each that generated answers came to so far; of the delivered prompt once the job has ended;
 *     absent unless the target is on them
 * @param submittedAt broker time
 * @param updatedAt broker time of the newest fact it rests on
 * @param cancelRequested whether its tenant wants it to end
 * @param verdict whether the promise was kept; absent until the job has ended
 */
public record JobStatus(
        String id,
        String tenant,
        String name,
        String baseModel,
        JobPhase state,
        PhaseReason reason,
        Target target,
        long step,
        long maxSteps,
        @Nullable Double loss,
        @Nullable Double bestLoss,
        @Nullable Double bestAccuracy,
        @Nullable AnswerScore bestAnswers,
        @Nullable Forecast forecast,
        Instant deadline,
        Instant submittedAt,
        Instant updatedAt,
        boolean cancelRequested,
        @Nullable Verdict verdict) {}
