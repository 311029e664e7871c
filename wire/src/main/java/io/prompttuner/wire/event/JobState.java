package io.prompttuner.wire.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands. An outcome outranks it, and one below the (attempt, step) a reader holds is ignored.
 *
 * @param at broker time of the newest fact it rests on
 * @param bestLoss best held-out loss so far, nats per target token
 * @param loss last training loss
 * @param bestAnswers best of each that generated answers came to so far; absent unless the target is on them
 */
public record JobState(
        String job,
        String tenant,
        JobPhase phase,
        PhaseReason reason,
        long attempt,
        long step,
        Instant at,
        @Nullable Double bestLoss,
        @Nullable Double bestAccuracy,
        @Nullable Double loss,
        @Nullable Forecast forecast,
        @Nullable AnswerScore bestAnswers)
        implements Event {

    @Override
    public String key() {
        return job;
    }
}
