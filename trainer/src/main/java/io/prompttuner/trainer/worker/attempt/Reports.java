package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.wire.event.StepEvent;
import java.util.concurrent.CompletableFuture;

/** Takes what a run has to tell the platform to the topic of steps, in order. Never makes its caller wait. */
public interface Reports {

    /** Takes a report; completes once the broker has it, fails if it will not have it, is cancelled by a discard. */
    CompletableFuture<Void> write(StepEvent report);

    /** Whether there is room for what another step has to tell. While there is none, no step may be taken. */
    boolean hasRoom();

    /** Forgets what has not been written yet of this attempt. */
    void discard(String job, long attempt);
}
