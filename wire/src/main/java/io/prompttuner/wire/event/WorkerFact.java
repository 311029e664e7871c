package io.prompttuner.wire.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One worker as the controller sees it. */
public record WorkerFact(
        String worker,
        String baseModel,
        WorkerPhase phase,
        int gpus,
        @Nullable String job,
        Instant since) {}
