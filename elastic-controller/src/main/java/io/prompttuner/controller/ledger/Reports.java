package io.prompttuner.controller.ledger;

import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.StepEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds what {@code steps} says of one job: its end by the one-end rule (the first {@code ended} whose attempt is not
 * below the highest seen before it), its newest checkpoint, and every prompt that was named on the way.
 */
final class Reports {

    private final CrashRow crashes;
    private final boolean oneEnd;
    private final Set<String> prompts = new HashSet<>();
    private long highestAttempt;
    private long furthestStep = -1;
    private @Nullable StepEvent checkpoint;
    private @Nullable StepEvent end;

    Reports(CrashRow crashes, boolean oneEnd) {
        this.crashes = crashes;
        this.oneEnd = oneEnd;
    }

    void add(StepEvent event) {
        if (end != null || (oneEnd && event.attempt() < highestAttempt)) {
            return;
        }
        highestAttempt = Math.max(highestAttempt, event.attempt());
        if (event.checkpointed() != null) {
            checkpointed(event, event.checkpointed());
        }
        if (event.ended() != null) {
            end = event;
            name(event.ended().prompt());
        }
    }

    /** Progress is a step that no checkpoint had before: to save the state one resumed from is none. */
    private void checkpointed(StepEvent event, Checkpointed saved) {
        checkpoint = event;
        name(saved.bestPrompt());
        if (event.step() > furthestStep) {
            furthestStep = event.step();
            crashes.lived(event.attempt());
        }
    }

    private void name(@Nullable String prompt) {
        if (prompt != null) {
            prompts.add(prompt);
        }
    }

    Optional<StepEvent> end() {
        return Optional.ofNullable(end);
    }

    Optional<StepEvent> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    Set<String> prompts() {
        return prompts;
    }
}
