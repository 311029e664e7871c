package io.prompttuner.scaling.fact;

import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.StepEvent;
import org.jspecify.annotations.Nullable;

/** Something about one job; exactly one of the events is there. */
public record JobFact(
        Origin origin,
        @Nullable JobSubmitted submitted,
        @Nullable CancelRequested cancel,
        @Nullable StepEvent report,
        @Nullable AssignmentEvent assignment,
        @Nullable Outcome outcome) {

    public static JobFact of(Origin origin, JobSubmitted submitted) {
        return new JobFact(origin, submitted, null, null, null, null);
    }

    public static JobFact of(Origin origin, CancelRequested cancel) {
        return new JobFact(origin, null, cancel, null, null, null);
    }

    public static JobFact of(Origin origin, StepEvent report) {
        return new JobFact(origin, null, null, report, null, null);
    }

    public static JobFact of(Origin origin, AssignmentEvent assignment) {
        return new JobFact(origin, null, null, null, assignment, null);
    }

    public static JobFact of(Origin origin, Outcome outcome) {
        return new JobFact(origin, null, null, null, null, outcome);
    }

    /** The event itself. */
    public Event event() {
        Event[] all = {submitted, cancel, report, assignment, outcome};
        for (Event event : all) {
            if (event != null) {
                return event;
            }
        }
        throw new IllegalStateException("a fact without an event at " + origin);
    }

    /** Which job it is about. */
    public String job() {
        return event().key();
    }
}
