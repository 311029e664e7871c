package io.prompttuner.gateway.live;

import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepEvent;
import java.util.List;
import java.util.Objects;

/**
 * A report on a job as it stands in the log.
 *
 * @param offset in the job's partition of {@code steps}; what a client resumes from
 */
public record Step(long offset, StepEvent event) {

    /** As it stands in the log, kind and version included. */
    Frame frame() {
        return Frame.raw(event.kindName(), Long.toString(offset), EventCodec.encode(shown()));
    }

    /** Without the task's feature vector, which is of no use to people. */
    private StepEvent shown() {
        if (event.started() == null) {
            return event;
        }
        Started started = Objects.requireNonNull(event.started());
        var slim = new Started(
                started.initial(),
                started.prompt(),
                started.fromJob(),
                started.bank(),
                started.candidates(),
                started.raceSteps(),
                List.of());
        return StepEvent.started(event.job(), event.attempt(), event.step(), event.author(), slim);
    }
}
