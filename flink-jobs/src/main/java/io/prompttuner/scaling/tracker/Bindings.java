package io.prompttuner.scaling.tracker;

import io.prompttuner.domain.price.Meter;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which workers a job holds and has held, according to the records of {@code assignments} that count.
 *
 * @param term the highest seen; a record of a lower one that comes after it is void
 * @param attempt the binding that counts now, or counted last; 0 before the first
 * @param highest the highest attempt there was
 * @param attempts how many there were
 * @param boundAt broker time of the newest
 * @param released why the newest was given up; absent while it holds
 * @param meter what was used
 * @param closed whether no record counts any more
 */
public record Bindings(
        long term,
        long attempt,
        long highest,
        int attempts,
        @Nullable Instant boundAt,
        @Nullable AssignmentReason released,
        Meter meter,
        boolean closed) {

    static final Bindings NONE = new Bindings(0, 0, 0, 0, null, null, Meter.ZERO, false);

    public Bindings {
        meter = meter == null ? Meter.ZERO : meter;
    }

    /** Whether workers are bound at this moment. */
    boolean held() {
        return meter.workers() > 0;
    }

    /** Whether a record counts if it comes next. */
    boolean counts(AssignmentEvent event) {
        return !closed && event.term() >= term;
    }

    /** Takes in a record that counts. */
    Bindings with(AssignmentEvent event, Instant at) {
        return switch (event.kind()) {
            case BOUND, RESIZED -> holding(event, at);
            case RELEASED -> event.attempt() == attempt ? ended(event, at) : sameBut(event.term());
            case CLOSED -> ended(event, at);
        };
    }

    private Bindings holding(AssignmentEvent event, Instant at) {
        boolean anew = event.attempt() > highest;
        return new Bindings(
                event.term(),
                event.attempt(),
                Math.max(highest, event.attempt()),
                anew ? attempts + 1 : attempts,
                anew ? at : boundAt,
                null,
                meter.holds(event.workers().size(), event.gpus(), at),
                false);
    }

    private Bindings ended(AssignmentEvent event, Instant at) {
        boolean last = event.kind() == AssignmentKind.CLOSED;
        return new Bindings(
                event.term(), attempt, highest, attempts, boundAt, event.reason(), meter.holds(0, 0, at), last);
    }

    private Bindings sameBut(long newTerm) {
        return new Bindings(newTerm, attempt, highest, attempts, boundAt, released, meter, false);
    }
}
