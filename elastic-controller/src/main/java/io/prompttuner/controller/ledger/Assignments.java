package io.prompttuner.controller.ledger;

import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds the assignments of one job, in log order: a record is void after one of a higher term, and after {@code closed}.
 * Terms are never compared with {@code terms}: a reader that knows a newer claim must count the same.
 */
final class Assignments {

    private final CrashRow crashes;
    private long highestTerm;
    private long highestTermRead;
    private long highestAttempt;
    private boolean closed;
    private boolean closedRead;
    private @Nullable Binding open;

    Assignments(CrashRow crashes) {
        this.crashes = crashes;
    }

    /** Whether readers count this record, the next in the log: what was sent and is not read yet stands behind it. */
    boolean read(AssignmentEvent event) {
        boolean counts = !closedRead && event.term() >= highestTermRead;
        highestTermRead = Math.max(highestTermRead, event.term());
        closedRead |= counts && event.kind() == AssignmentKind.CLOSED;
        return counts;
    }

    /** Adds a record, read or just sent; one after a higher term, or after {@code closed}, changes nothing. */
    void add(AssignmentEvent event) {
        if (closed || event.term() < highestTerm) {
            return;
        }
        highestTerm = event.term();
        highestAttempt = Math.max(highestAttempt, event.attempt());
        switch (event.kind()) {
            case BOUND, RESIZED -> open = Binding.of(event);
            case RELEASED -> released(event);
            case CLOSED -> close();
        }
    }

    /** Nothing counts any more. */
    void close() {
        open = null;
        closed = true;
    }

    private void released(AssignmentEvent event) {
        if (open != null && open.attempt() == event.attempt()) {
            open = null;
        }
        if (event.reason() == AssignmentReason.WORKER_LOST || event.reason() == AssignmentReason.WORKER_FAILED) {
            String error = event.detail() == null ? event.reason().word() : event.detail();
            crashes.died(event.attempt(), error);
        } else if (event.reason() == AssignmentReason.YIELDED_TO_MORE_URGENT) {
            crashes.lived(event.attempt());
        }
    }

    /** Takes over an attempt that a worker holds and that no record told of. */
    void adopt(Binding found) {
        open = found;
        highestAttempt = Math.max(highestAttempt, found.attempt());
    }

    Optional<Binding> open() {
        return Optional.ofNullable(open);
    }

    boolean closed() {
        return closed;
    }

    long highestAttempt() {
        return highestAttempt;
    }
}
